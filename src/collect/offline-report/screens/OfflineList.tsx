import type { ComponentChildren } from 'preact';
import type { Frame } from '../../../web/frame.ts';
import { Card } from '../../../web/parts/Card.tsx';
import { Checkbox } from '../../../web/parts/Checkbox.tsx';
import { EmptyState } from '../../../web/parts/EmptyState.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { offlineListText as text } from './offline.text.ts';

/**
 * What this telephone keeps. The server knows nothing of it: the page brings a template for each kind of thing, and the
 * offline-list island fills in what is there.
 */
export function OfflineList({ frame }: { frame: Frame }) {
  const { say, to, community } = frame;
  return (
    <div data-offline-list={community.slug} data-form={to('/reports/offline')}>
      <ScreenTitle>{say(text.title)}</ScreenTitle>
      <p class="soft">{say(text.intro)}</p>
      <noscript>
        <p class="notice form-gap">{say(text.needsScript)}</p>
      </noscript>
      <p class="form-gap">
        <LinkButton href={to('/reports/offline')} kind="sun" icon="pencil" full>
          {say(text.write)}
        </LinkButton>
      </p>
      <div class="form-gap" hidden data-may-vanish>
        <Notice tone="warn">{say(text.mayVanish)}</Notice>
      </div>
      <Kept name="waiting" title={say(text.waiting)}>
        <WaitingItem frame={frame} />
      </Kept>
      <Kept name="receipts" title={say(text.receipts)}>
        <ReceiptItem frame={frame} />
      </Kept>
      <Kept name="drafts" title={say(text.drafts)}>
        <DraftItem frame={frame} />
      </Kept>
      <div class="section-gap" hidden data-empty>
        <EmptyState title={say(text.empty)} text={say(text.emptyText)} />
      </div>
      <Section title={say(text.settings)}>
        <div data-keep-pages-switch>
          <Checkbox id="keep-pages" name="keepPages" label={say(text.keepPages)} checked />
        </div>
      </Section>
    </div>
  );
}

function Kept({ name, title, children }: { name: string; title: string; children: ComponentChildren }) {
  return (
    <div hidden data-section>
      <Section title={title}>
        <ul class="kept-list" data-list={name}>
          <template>{children}</template>
        </ul>
      </Section>
    </div>
  );
}

function Act(props: { does: string; sure?: string; kind?: string; children: string; when?: string }) {
  return (
    <button
      type="button"
      class={`button button-${props.kind ?? 'line'}`}
      data-does={props.does}
      data-sure={props.sure}
      data-when={props.when}
    >
      <span>{props.children}</span>
    </button>
  );
}

function WaitingItem({ frame: { say, to } }: { frame: Frame }) {
  return (
    <li class="form-gap">
      <Card>
        <p class="strong as-written" data-fact="excerpt" />
        <p class="small soft" data-fact="photos" data-template={say(text.photos)} />
        <p class="form-gap problem" data-fact="large" data-template={say(text.largePhoto)} />
        <p class="form-gap problem" data-large-recording hidden>
          {say(text.largeRecording)}
        </p>
        {(['away', 'sending', 'held', 'account', 'large', 'large-piece'] as const).map((state) => (
          <p class="form-gap" key={state} data-when={state}>
            {say(text.states[state])}
          </p>
        ))}
        <p class="form-gap" data-when="later">
          <span data-fact="time" data-template={say(text.later)} />
        </p>
        <p class="form-gap" data-when="too-many">
          <span data-fact="time" data-template={say(text.tooMany)} />
        </p>
        <p class="problem" data-fact="reason" />
        <div class="row row-wrap form-gap">
          <Act does="send" when="later held">
            {say(text.sendNow)}
          </Act>
          <a class="button button-primary" href={to('/sign-in')} data-when="account">
            {say(text.signIn)}
          </a>
          <Act does="send-as-nobody" when="account">
            {say(text.asNobody)}
          </Act>
          <Act does="drop-piece" when="large-piece" kind="primary" sure={say(text.dropPieceSure)}>
            {say(text.dropPiece)}
          </Act>
          <Act does="change">{say(text.change)}</Act>
          <Act does="delete" kind="quiet" sure={say(text.deleteSure)}>
            {say(text.delete)}
          </Act>
        </div>
      </Card>
    </li>
  );
}

function ReceiptItem({ frame: { say, to } }: { frame: Frame }) {
  return (
    <li class="form-gap">
      <Card>
        <p class="large strong" data-fact="number" data-template={say(text.received)} />
        <p class="as-written" data-fact="excerpt" />
        <div class="form-gap" data-when="unsaid">
          <Notice tone="warn">
            {say(text.unsaid)}
            <span class="as-written" data-fact="unsaid" />
          </Notice>
        </div>
        <p class="small soft form-gap">{say(text.keepLink)}</p>
        <div class="row row-wrap form-gap">
          <a class="button button-primary" href={to('')} data-href={to('/follow/{}')}>
            {say(text.open)}
          </a>
          <Act does="delete-receipt" kind="quiet" sure={say(text.forgetSure)}>
            {say(text.forget)}
          </Act>
        </div>
      </Card>
    </li>
  );
}

function DraftItem({ frame: { say, to } }: { frame: Frame }) {
  return (
    <li class="form-gap">
      <Card>
        <p class="strong as-written" data-fact="excerpt" />
        <p class="small soft" data-fact="photos" data-template={say(text.photos)} />
        <div class="row row-wrap form-gap">
          <a
            class="button button-line"
            href={to('/reports/offline')}
            data-href={`${to('/reports/offline')}#{}`}
          >
            {say(text.goOn)}
          </a>
          <Act does="delete-draft" kind="quiet" sure={say(text.discardSure)}>
            {say(text.discard)}
          </Act>
        </div>
      </Card>
    </li>
  );
}
