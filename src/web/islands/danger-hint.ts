/**
 * Says whom to call first as soon as a danger is chosen or written of. Without this file the form that comes back says
 * it; what is said stands in the page from the beginning.
 */
for (const root of document.querySelectorAll<HTMLElement>('[data-danger]')) {
  const field = root
    .closest('form')
    ?.querySelector<HTMLSelectElement | HTMLTextAreaElement>(`[name="${root.dataset.of}"]`);
  const signs = JSON.parse(root.dataset.danger ?? '[]') as string[];
  const isDanger = () => {
    if (field instanceof HTMLSelectElement) return signs.includes(field.value);
    const words = (field?.value ?? '').toLowerCase().replace(/\s+/g, '');
    // The parts of a sign that is written with + stand anywhere in the words.
    return signs.some((sign) => sign.split('+').every((part) => words.includes(part)));
  };
  const show = () => {
    const danger = isDanger();
    for (const hint of root.querySelectorAll<HTMLElement>('[data-danger-said]'))
      hint.hidden = (hint.dataset.dangerSaid === 'yes') !== danger;
  };
  field?.addEventListener(field instanceof HTMLSelectElement ? 'change' : 'input', show);
  show();
}
