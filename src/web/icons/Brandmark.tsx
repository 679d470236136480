/** The sun coming up behind a pavilion's roof. */
export function Brandmark() {
  return (
    <svg
      class="brandmark"
      viewBox="0 0 36 36"
      fill="none"
      stroke="currentColor"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path class="brandmark-sun" d="M10.5 14.5a7.5 7.5 0 0 1 15 0z" />
      <path d="M18 4V2.5M10.3 7.2l-1-1M25.7 7.2l1-1" />
      <path d="M2.5 21.5C9 20.5 14.7 17.3 18 12.3c3.3 5 9 8.2 15.5 9.2" />
      <path d="M8 21.5V31.5M28 21.5V31.5M4.5 31.5h27" />
      <path d="M14 31.5V26.5h8V31.5" />
    </svg>
  );
}
