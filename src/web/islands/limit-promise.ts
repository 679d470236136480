/**
 * Shows what would be promised for the category just chosen. Without this file the page lists the day of every limit;
 * the server reckons the promise itself when the form arrives.
 */
for (const root of document.querySelectorAll<HTMLElement>('[data-limit-promises]')) {
  const select = root.closest('form')?.querySelector<HTMLSelectElement>(`select[name="${root.dataset.of}"]`);
  const limits = JSON.parse(root.dataset.limitPromises ?? '{}') as Record<string, string>;
  const show = () => {
    const limit = limits[select?.value ?? ''] ?? '';
    for (const promise of root.querySelectorAll<HTMLElement>('[data-limit]'))
      promise.hidden = promise.dataset.limit !== limit;
  };
  select?.addEventListener('change', show);
  show();
}
