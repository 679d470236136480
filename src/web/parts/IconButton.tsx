import { Icon, type IconName } from '../icons/Icon.tsx';

type IconButtonProps = {
  icon: IconName;
  label: string;
  type?: 'submit' | 'button' | undefined;
  name?: string | undefined;
  value?: string | undefined;
  /** What an island does on a press (`print`). */
  does?: 'print' | undefined;
};

export function IconButton({ icon, label, type = 'submit', name, value, does }: IconButtonProps) {
  return (
    <button class="icon-button" type={type} name={name} value={value} aria-label={label} data-does={does}>
      <Icon name={icon} />
    </button>
  );
}
