"""Looking for somebody in a list."""


def found_in(text: str, *parts: str) -> bool:
    """Tell whether every word of `text` is somewhere in the parts, whatever the capitals.

    >>> found_in("wilg aya", "Aya de Boer", "De Wilgentuin")
    True
    """
    whole = " ".join(parts).casefold()
    return all(word in whole for word in text.casefold().split())
