import { Form } from '../../../web/forms/Form.tsx';
import { HiddenFields } from '../../../web/forms/HiddenFields.tsx';
import type { Frame } from '../../../web/frame.ts';
import { KeysHelp } from '../../../web/parts/KeysHelp.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { SearchField } from '../../../web/parts/SearchField.tsx';
import { TopBar } from '../../../web/parts/TopBar.tsx';
import { decideText } from './decide.text.ts';
import { deskText } from './desk.text.ts';
import { type Place, searchesAll, type Waiting } from './desk-data.ts';
import { sayNow } from './due.ts';

type DeskTopProps = { frame: Frame; place: Place; waiting: Waiting };

/** The head of the desk: how much waits, a search, the keys, and a way to register another. */
export function DeskTop({ frame, place, waiting }: DeskTopProps) {
  const { say } = frame;
  const late = [...waiting.reports, ...waiting.matters].filter(({ overdue }) => overdue).length;
  const [at, open] = [sayNow(say, frame.now), waiting.matterTotal];
  const sub = searchesAll(place)
    ? say(deskText.subOfSearch, at, waiting.reportTotal + open)
    : place.queue === 'open'
      ? say(deskText.sub, at, waiting.reportTotal, open, late)
      : say(deskText.subOfQueue, at, say(deskText.queues[place.queue]), open);
  return (
    <TopBar title={say(deskText.title)} sub={sub}>
      <Form method="get" action={frame.to(place.page)} label={say(deskText.searchForm)}>
        {place.queue !== 'open' && <HiddenFields fields={{ queue: place.queue }} />}
        <div class="dense">
          <SearchField
            name="q"
            label={say(deskText.search)}
            placeholder={say(deskText.search)}
            value={place.q}
            shortcut="/"
          />
        </div>
      </Form>
      <span class="wide-only">
        <LinkButton href="#keys" opensDialog="keys" size="small" icon="keyboard" shortcut="?">
          {say(deskText.keys)}
        </LinkButton>
      </span>
      <LinkButton
        href={frame.to('/reports/on-behalf/new')}
        size="small"
        kind="primary"
        icon="plus"
        shortcut="N"
      >
        {say(deskText.register)}
      </LinkButton>
    </TopBar>
  );
}

export function DeskKeys({ frame }: { frame: Frame }) {
  const { say } = frame;
  return (
    <KeysHelp
      locale={say.locale}
      id="keys"
      title={say(deskText.keys)}
      keys={[
        { key: 'J', does: say(deskText.keyNext) },
        { key: 'K', does: say(deskText.keyPrevious) },
        { key: 'Enter', does: say(deskText.keyOpen) },
        { key: 'A', does: say(decideText.acceptAndDispatch) },
        { key: 'M', does: say(deskText.join) },
        { key: 'B', does: say(decideText.ask) },
        { key: 'R', does: say(decideText.redirect) },
        { key: 'X', does: say(deskText.keyPick) },
        { key: 'G', does: say(deskText.keySeveral) },
        { key: 'N', does: say(deskText.register) },
        { key: '/', does: say(deskText.keySearch) },
        { key: '?', does: say(deskText.keyHelp) },
      ]}
    />
  );
}
