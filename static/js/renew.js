/* A part of the page that changes while one looks: fetched anew every few seconds until it says that it is done. */
(() => {
  const EVERY = 3000;
  const renew = async () => {
    const old = document.querySelector("[data-renew]");
    if (!old) return;
    try {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.getElementById(old.id);
      if (answer.ok && now) old.replaceWith(now);
    } catch (fault) { /* no signal for a moment: the next try will tell */ }
    setTimeout(renew, EVERY);
  };
  setTimeout(renew, EVERY);
})();
