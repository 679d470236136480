/**
 * Keeps "剩46分" true while a page stays open. The words come from the server with blanks. A device whose clock is
 * wrong shows a wrong remainder until the page is loaded again; the deadline itself is the server's.
 */
const minuteMs = 60_000;

function tick(): void {
  for (const clock of document.querySelectorAll<HTMLElement>('[data-due]')) {
    const { due, hours, minutes, over } = clock.dataset;
    if (!due || !hours || !minutes || !over) continue;
    const left = Date.parse(due) - Date.now();
    // Rounded against us: what is left never looks longer than it is.
    const whole = left >= 0 ? Math.floor(left / minuteMs) : Math.floor(-left / minuteMs);
    const h = Math.floor(whole / 60);
    // Beyond a day the server says a date, which needs no keeping.
    if (h >= 24) continue;
    const words = left < 0 ? over : h > 0 ? hours : minutes;
    const text = words.replace('{h}', String(h)).replace('{m}', String(whole % 60));
    if (clock.textContent !== text) clock.textContent = text;
    if (left < 0) clock.closest('.clock')?.setAttribute('data-state', 'over');
  }
}

setInterval(tick, 15_000);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) tick();
});
tick();
