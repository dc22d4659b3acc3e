// Says that scripts run, before anything is drawn: controls that need them are shown from the start.
document.documentElement.classList.add("js");
// Read from a disk, a page has its faces at hand: it is drawn once they are there, and nothing moves.
if (location.protocol === "file:") {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.setAttribute("blocking", "render");
  sheet.href = new URL("../disk.css", document.currentScript.src);
  const show = () => document.documentElement.classList.remove("waiting");
  sheet.onload = () => {
    Promise.allSettled([...document.fonts].filter((face) => face.display === "block").map((face) => face.load())).then(show);
  };
  sheet.onerror = show;
  setTimeout(show, 1000);
  document.documentElement.classList.add("waiting");
  document.head.append(sheet);
}
