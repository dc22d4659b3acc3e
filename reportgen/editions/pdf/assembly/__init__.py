"""The assembler: rendered sheets in, one finished PDF out. Knows pikepdf; knows nothing of HTML."""

from reportgen.editions.pdf.assembly.assemble import Binding, assemble

__all__ = ["Binding", "assemble"]
