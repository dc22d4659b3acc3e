"""The accessibility dossier: what machines can check in the outputs, and what people still have to."""

from reportgen.a11y.dossier import dossier_files
from reportgen.a11y.examine import Examined, examine
from reportgen.a11y.judged import Judged

__all__ = ["Examined", "Judged", "dossier_files", "examine"]
