// Says that scripts run, before anything is drawn: controls that need them are shown from the start.
document.documentElement.classList.add("js");
