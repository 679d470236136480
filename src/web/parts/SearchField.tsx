import { Icon } from '../icons/Icon.tsx';

type SearchFieldProps = {
  name: string;
  label: string;
  value?: string | undefined;
  placeholder?: string | undefined;
  /** The key that brings the focus here on a staff page: '/'. */
  shortcut?: string | undefined;
};

/** The input of a search; stands inside a Form with method GET. */
export function SearchField({ name, label, value, placeholder, shortcut }: SearchFieldProps) {
  return (
    <label class="search">
      <span class="unseen">{label}</span>
      <Icon name="search" />
      <input
        class="input"
        type="search"
        name={name}
        value={value}
        placeholder={placeholder}
        aria-keyshortcuts={shortcut}
        data-key={shortcut}
      />
    </label>
  );
}
