// Decap waits for desk.js, which tells it our formats, rules and preview first.
window.CMS_MANUAL_INIT = true;
