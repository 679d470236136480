import type { Form, Page } from './page.ts';
import { signInForms, signInPages } from './sign-in.tsx';

/** Every page of the product. */
export const pages: readonly Page[] = [...signInPages];

/** Every operation that people carry out by a form, and where it leads them. */
export const forms: readonly Form[] = [...signInForms];
