// Gives the buttons of a list's entries the names that Decap leaves out: whoever hears the page hears what they do.

const BARS = '[class*="ListItemTopBar"]';

/** Names the buttons that are there, and from now on those that come. `words` are {toggle, remove}. */
export function nameButtons(document, words) {
  name(document, words);
  new MutationObserver(() => name(document, words)).observe(document.body, { childList: true, subtree: true });
}

function name(document, words) {
  for (const bar of document.querySelectorAll(BARS)) {
    const buttons = [...bar.children].filter((one) => one.tagName === "BUTTON" && !one.textContent.trim() && !one.hasAttribute("aria-label"));
    if (!buttons.length) continue;
    buttons.forEach((button, n) => button.setAttribute("aria-label", n === buttons.length - 1 && n > 0 ? words.remove : words.toggle));
  }
}
