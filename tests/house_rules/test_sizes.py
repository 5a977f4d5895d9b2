"""Small files, small functions (architecture.md habit 6)."""

from tests.house_rules.sources import Module, functions, modules

FILE_LINES = 400
FUNCTION_LINES = 50


def faults(module: Module) -> list[str]:
    found = [f"{module.path}: {len(module.lines)} lines"] if len(module.lines) > FILE_LINES else []
    for function in functions(module):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > FUNCTION_LINES:
            found.append(f"{module.path}:{function.lineno} {function.name}: {length} lines")
    return found


def test_files_and_functions_are_small():
    assert [fault for module in modules() for fault in faults(module)] == []


def test_long_file_is_noticed():
    assert faults(Module("web/long.py", "x = 1\n" * 401)) == ["web/long.py: 401 lines"]


def test_long_function_is_noticed():
    long = Module("web/long.py", "def verb():\n" + "    x = 1\n" * 50)
    assert faults(long) == ["web/long.py:1 verb: 51 lines"]
