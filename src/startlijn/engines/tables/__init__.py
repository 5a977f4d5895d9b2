"""Tables in and out: CSV, TSV, XLSX and ODS from strangers, read without risk and written without risk.

Bytes in, dataclasses out. Whatever is wrong with a file becomes one `BadTable` with a code, a row, a column
and details; the doors turn the code into a sentence.
"""

from startlijn.engines.tables.formula_cells import formula_cells
from startlijn.engines.tables.formulas import neutralised, restored
from startlijn.engines.tables.intake import read_table
from startlijn.engines.tables.terms import LIMITS, BadTable, Fault, Limits, Table
from startlijn.engines.tables.writing import Cell, write_csv, write_xlsx

__all__ = [
    "LIMITS",
    "BadTable",
    "Cell",
    "Fault",
    "Limits",
    "Table",
    "formula_cells",
    "neutralised",
    "read_table",
    "restored",
    "write_csv",
    "write_xlsx",
]
