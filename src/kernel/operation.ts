import type { z } from 'zod';

/** What can be refused, under which HTTP status, said how, and what the person can do next. */
export type RefusalDeclaration = {
  status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 423 | 429 | 503;
  zh: string;
  en: string;
  /** Whoever meets it may as well telephone: where the community has a number, its pages say so. */
  telephone?: true;
};

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Limits of the files a multipart request may bring, in one field or two; absent, it may bring none. */
export type FileLimits = FieldLimits & { also?: FieldLimits };
type FieldLimits = { field: string; maxFiles: number; maxBytesEach: number };

/**
 * One thing the product does, as a value. The server's handlers, the forms, the web client and the OpenAPI
 * document are all made from it; there is no other description of it anywhere.
 *
 * `path` is written below the community: `/matters/:id/accept` is served as JSON at
 * `/api/c/<community>/matters/<id>/accept`; the form of the same operation posts to `/c/<community>/…`.
 * `input` covers path parameters, query and body together, as one strict object.
 */
export type Operation<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Refusals extends Record<string, RefusalDeclaration> = Record<string, RefusalDeclaration>,
> = {
  name: string;
  method: Method;
  path: string;
  summary: string;
  input: Input;
  output: Output;
  refusals: Refusals;
  /** Says what is wrong with a field in this operation's own words, by problem code (`text-missing`). */
  problems?: Record<string, { zh: string; en: string }>;
  /** A creating request: it is carried out once for each Idempotency-Key, however often it arrives. */
  creates?: boolean;
  files?: FileLimits;
};

/** Declares an operation; the name is `noun.verb`, as in `matter.accept`. */
export function operation<
  Input extends z.ZodType,
  Output extends z.ZodType,
  const Refusals extends Record<string, RefusalDeclaration>,
>(declaration: Operation<Input, Output, Refusals>): Operation<Input, Output, Refusals> {
  return declaration;
}

export type InputOf<Op extends Operation> = z.output<Op['input']>;
export type OutputOf<Op extends Operation> = z.output<Op['output']>;
export type RefusalOf<Op extends Operation> = Extract<keyof Op['refusals'], string> | 'input-invalid';

/** Refusals that any operation may meet before its own rules are asked. */
export const generalRefusals = {
  'input-invalid': {
    status: 422,
    zh: '有几处要改一下，你写的都还在。',
    en: 'A few things need changing. What you wrote is still here.',
  },
  'body-malformed': {
    status: 400,
    zh: '这次发来的内容读不出来，请再发一次。',
    en: 'What was sent could not be read. Please send it again.',
  },
  'body-too-large': {
    status: 413,
    zh: '发来的东西太大了。照片每张不超过20MB，文字不超过1万字。',
    en: 'That is too large. Photos may have up to 20 MB each, text up to 10,000 characters.',
  },
  'media-type-unknown': {
    status: 415,
    zh: '这种格式收不了，请用网页上的表单或JSON。',
    en: 'This format is not accepted. Use the form on the page, or JSON.',
  },
  'not-found': {
    status: 404,
    zh: '没有这一页，或者你看不到它。可以回首页，或先登录。',
    en: 'There is no such page, or it is not for you to see. Go to the home page, or sign in first.',
  },
  'origin-refused': {
    status: 403,
    zh: '这次提交不是从本站的页面发出的，没有办理。请回到页面再提交一次。',
    en: 'This was not sent from a page of this site and was not carried out. Go back to the page and send it again.',
  },
  'too-many-requests': {
    status: 429,
    zh: '同一个网络里来得太密了，请过{wait}再试。你写的都还在，已经收到的也都在。',
    en: 'Too many requests from your network. Please try again in {wait}. What you wrote is still here, and what was received is kept.',
  },
  'key-used-otherwise': {
    status: 422,
    zh: '这个提交号已经用在别的内容上了。请打开新的一页再提交。',
    en: 'This submission key was already used for something else. Open the page anew and send again.',
  },
  'community-archived': {
    status: 409,
    zh: '这个小区的记录已经封存，只能看，不能改。',
    en: 'The records of this community are archived. They can be read, not changed.',
  },
  'storage-full': {
    status: 503,
    zh: '服务器的硬盘满了，这次没有存下。你写的还在页面上，请过一会儿再提交。',
    en: 'The server has run out of room, so this was not saved. What you wrote is still on the page; try again later.',
  },
  unavailable: {
    status: 503,
    zh: '系统暂时办不了这件事，没有存下。请过一会儿再试。',
    en: 'This cannot be done right now and was not saved. Please try again in a moment.',
  },
} as const satisfies Record<string, RefusalDeclaration>;

export type GeneralRefusal = keyof typeof generalRefusals;
