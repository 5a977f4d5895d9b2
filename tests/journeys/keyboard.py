"""Going through pages with the keyboard alone."""

from playwright.sync_api import Locator, Page

# What has the focus, and whether one can see that it has.
_STOP = """() => {
    const at = document.activeElement, card = at.closest('.radio-card') || at;
    const shown = [at, card].some(one => parseFloat(getComputedStyle(one).outlineWidth) >= 2
        && getComputedStyle(one).outlineStyle !== 'none');
    return {shown: shown || at === document.body, html: at.outerHTML.slice(0, 160)};
}"""


def tab_to(page: Page, goal: Locator, *, most: int = 400) -> None:
    """Press Tab until `goal` has the focus; every stop on the way has to show where one is."""
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(_STOP)
        assert stop["shown"], stop["html"]
        if goal.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"no Tab leads to {goal}")


def press(page: Page, goal: Locator, key: str = "Enter") -> None:
    """Go to a link or button with Tab, press it, and arrive where it leads."""
    tab_to(page, goal)
    with page.expect_navigation():
        page.keyboard.press(key)
