import type { Frame } from '../../../web/frame.ts';
import { Chip } from '../../../web/parts/Chip.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { Panes } from '../../../web/parts/Panes.tsx';
import { TopBar } from '../../../web/parts/TopBar.tsx';
import { matterRefusals } from '../../matter/matter.refusals.contract.ts';
import type { Bulk } from '../bulk.contract.ts';
import { BulkNotice } from './BulkBar.tsx';
import { bulkText } from './bulk.text.ts';

type Item = Bulk['items'][number];

/** What became of each thing in a batch; also the page from which it is taken back without any script. */
export function BulkResult({ frame, bulk }: { frame: Frame; bulk: Bulk }) {
  const { say, to } = frame;
  return (
    <>
      <TopBar title={say(bulkText.result)} sub={say(bulkText.acts[bulk.act])}>
        <LinkButton href={to('/desk')} size="small" icon="list">
          {say(bulkText.back)}
        </LinkButton>
      </TopBar>
      <Panes columns={2} showing="list">
        <Pane label={say(bulkText.result)} kind="acts">
          <BulkNotice frame={frame} bulk={bulk} />
          <div class="stack-tight form-gap">
            {bulk.state === 'waiting' && (
              <LinkButton href={to(`/desk/several/${bulk.id}`)} size="small" full>
                {say(bulkText.again)}
              </LinkButton>
            )}
            {bulk.matterId !== null && (
              <LinkButton href={to(`/desk?matter=${bulk.matterId}`)} size="small" full>
                {say(bulkText.toMatter)}
              </LinkButton>
            )}
          </div>
        </Pane>
        <Pane label={say(bulkText.these)} kind="item">
          <ul class="card card-flush rows dense">
            {bulk.items.map((item) => (
              <li class="list-row" key={item.id}>
                <a class="list-row-main" href={to(`/desk?${item.kind}=${item.id}`)}>
                  <span class="list-row-title">{say(bulkText.item, item.number)}</span>
                  {item.refusal && <span class="list-row-facts small">{sayWhyNot(frame, item.refusal)}</span>}
                </a>
                <Chip tone={item.outcome === 'refused' ? 'red' : 'plain'}>
                  {say(bulkText.outcome[item.outcome])}
                </Chip>
              </li>
            ))}
          </ul>
        </Pane>
      </Panes>
    </>
  );
}

/** The reason in the words of the one act that was refused, with the next step. */
function sayWhyNot({ say }: Frame, { code, facts }: NonNullable<Item['refusal']>): string {
  if (!Object.hasOwn(matterRefusals, code)) return code;
  const text = say(matterRefusals[code as keyof typeof matterRefusals]);
  return text.replaceAll(/\{(\w+)\}/g, (blank, name: string) => String(facts[name] ?? blank));
}
