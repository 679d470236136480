/** Drawn stand-ins for photos, as data addresses: the gallery holds nobody's street. */
function picture(drawing: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 120">${drawing}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

export const garageBefore = picture(
  '<rect width="160" height="120" fill="#d9d7cc"/><path d="M0 84h160v36H0z" fill="#bdbbb2"/><path d="M24 0v84M140 0v84" stroke="#a9a79f" stroke-width="8"/><g fill="none" stroke="#3d524d" stroke-width="2"><circle cx="48" cy="98" r="8"/><circle cx="74" cy="98" r="8"/><circle cx="92" cy="104" r="8"/><circle cx="118" cy="104" r="8"/><path d="m48 98 10-16h12l4 16M92 104l8-16h14l4 16"/></g>',
);

export const garageAfter = picture(
  '<rect width="160" height="120" fill="#e6e2d6"/><path d="M0 84h160v36H0z" fill="#c9c7bd"/><path d="M20 0v84M140 0v84" stroke="#b4b2a8" stroke-width="8"/><path d="M22 112V84h104v28M48 84v28M74 84v28M100 84v28" fill="none" stroke="#e0a21f" stroke-width="3"/>',
);

export const cable = picture(
  '<rect width="160" height="120" fill="#dde2dc"/><rect x="56" y="12" width="48" height="34" fill="#afbab4"/><rect x="56" y="60" width="48" height="36" fill="#afbab4"/><path d="M0 96h160v24H0z" fill="#b9bfb7"/><path d="M84 40c-8 10 10 14 6 24-4 12 10 16 6 30" fill="none" stroke="#ae3327" stroke-width="3"/>',
);
