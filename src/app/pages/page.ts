import type { z } from 'zod';
import type { InputOf, Operation, RefusalOf } from '../../kernel/operation.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { Call } from '../../platform/call.ts';
import type { Frame, Shown } from '../../web/frame.ts';

/** What an operation answered, read by its contract: ids are ids of their nouns again. */
export type AnswerOf<Op extends Operation> = z.output<Op['output']>;

/** Carries an operation out for the page's visitor, through the same contract and policy as everyone. */
export type Ask = <Op extends Operation>(
  operation: Op,
  input: InputOf<Op>,
) => Promise<Outcome<AnswerOf<Op>, RefusalOf<Op>>>;

export type PageRequest = {
  params: Record<string, string>;
  query: Record<string, string | undefined>;
  /** Every value of a name that stands in the query more than once: what was ticked in a list. */
  lists: Record<string, readonly string[]>;
};

/** Leads elsewhere instead of showing a page. */
export type Redirect = { redirect: string };

/**
 * A page: where it is, what it asks for, how it shows what it got. `path` is written below the community; `load`
 * refuses what the visitor may not see and the refusal becomes the page.
 */
export type Page = {
  path: string;
  /** Nothing it asks for writes: all of it is read in one transaction. */
  onlyReads?: boolean | undefined;
  /** Every stranger is shown the same on one day, as long as nothing public changed: it is drawn once for all of them. */
  alike?: boolean | undefined;
  show(visit: {
    call: Call;
    ask: Ask;
    request: PageRequest;
    frame: Frame;
  }): Promise<Outcome<Shown | Redirect>>;
};

/** Declares a page whose data is loaded first and then drawn by a screen. */
export function page<Data>(declaration: {
  path: string;
  onlyReads?: boolean;
  alike?: boolean;
  load(visit: { call: Call; ask: Ask; request: PageRequest }): Promise<Outcome<Data | Redirect>>;
  view(data: Data, frame: Frame): Shown;
}): Page {
  return {
    path: declaration.path,
    onlyReads: declaration.onlyReads,
    alike: declaration.alike,
    async show({ call, ask, request, frame }) {
      const loaded = await declaration.load({ call, ask, request });
      if (!loaded.ok) return loaded;
      if (isRedirect(loaded.value)) return { ok: true, value: loaded.value };
      return { ok: true, value: declaration.view(loaded.value, frame) };
    },
  };
}

export function isRedirect(value: unknown): value is Redirect {
  return typeof value === 'object' && value !== null && 'redirect' in value;
}

/**
 * The form of an operation: the same operation, posted by a page instead of a program. `leadsTo` says where a
 * person is led when it was carried out; when refused, the page they came from is shown again with everything
 * they wrote.
 */
export type Form = {
  operation: Operation;
  leadsTo(done: { output: unknown; input: Record<string, unknown>; call: Call; values: FormFields }): string;
  /** Keeps the photos of a refused form, and names them in this field of the form that comes back. */
  keepPhotos?: { field: string; keep(call: Call): Promise<readonly string[]> } | undefined;
};

export type FormFields = Record<string, string | string[]>;

/** Declares where an operation's form leads. */
export function form<Op extends Operation>(
  operation: Op,
  leadsTo: (done: {
    output: AnswerOf<Op>;
    input: Record<string, unknown>;
    call: Call;
    values: FormFields;
  }) => string,
  keepPhotos?: Form['keepPhotos'],
): Form {
  return { operation, leadsTo: leadsTo as Form['leadsTo'], keepPhotos };
}
