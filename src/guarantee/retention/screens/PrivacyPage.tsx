import type { OutputOf } from '../../../kernel/operation.ts';
import type { LocalDate } from '../../../kernel/time.ts';
import type { Frame } from '../../../web/frame.ts';
import { Card } from '../../../web/parts/Card.tsx';
import { CardRows } from '../../../web/parts/CardRows.tsx';
import { DefinitionList } from '../../../web/parts/DefinitionList.tsx';
import { Fold } from '../../../web/parts/Fold.tsx';
import { ListRow } from '../../../web/parts/ListRow.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { Table } from '../../../web/parts/Table.tsx';
import { sayDay } from '../../../web/when.text.ts';
import { type readRetention, retainedGroups, type ShownRetained } from '../retention.contract.ts';
import { retentionText as text, toldOf } from './retention.text.ts';

type Props = {
  frame: Frame;
  kept: OutputOf<typeof readRetention>;
  /** The community's own number, as people read and dial it. */
  telephone: { shown: string; dialled: string } | null;
};

/** The notice of privacy, item by item (个人信息保护法 17, 网络数据安全管理条例 21), and what was cleared by it. */
export function PrivacyPage({ frame, kept, telephone }: Props) {
  const { say } = frame;
  return (
    <>
      <ScreenTitle look="display">{say(text.title)}</ScreenTitle>
      <p class="form-gap">{say(text.lead)}</p>
      <Who frame={frame} telephone={telephone} />
      <Rights frame={frame} />
      {retainedGroups.map((group) => {
        const ofGroup = kept.retained.filter((one) => one.group === group);
        return (
          <Fold
            key={group}
            title={say(text.group[group])}
            holds={ofGroup.map(({ kind }) => say(toldOf[kind].what)).join(say(text.between))}
          >
            {ofGroup.map((one) => (
              <Kept key={one.kind} frame={frame} one={one} />
            ))}
          </Fold>
        );
      })}
      <Gone frame={frame} gone={kept.gone} />
    </>
  );
}

function Who({ frame: { say, community }, telephone }: Pick<Props, 'frame' | 'telephone'>) {
  const name = say.locale === 'en' && community.nameEn !== '' ? community.nameEn : community.name;
  return (
    <Section title={say(text.who)}>
      <Card>
        <p>{say(text.whoText, name)}</p>
        {telephone && (
          <p class="form-gap">
            <a class="link" href={`tel:${telephone.dialled}`}>
              {say(text.telephone, telephone.shown)}
            </a>
          </p>
        )}
        <p class="form-gap">{say(text.sensitive)}</p>
      </Card>
    </Section>
  );
}

function Rights({ frame: { say, to } }: Pick<Props, 'frame'>) {
  return (
    <Section title={say(text.rights)}>
      <CardRows>
        <ListRow title={say(text.look)} href={to('/account/looks')} />
        <ListRow title={say(text.copy)} href={to('/account/copy')} />
        <ListRow title={say(text.correct)} href={to('/account')} />
        <ListRow title={say(text.erase)} href={to('/account/erasure')} />
        <ListRow title={say(text.prove)} href={to('/verify')} />
      </CardRows>
      <p class="soft form-gap">{say(text.otherwise)}</p>
    </Section>
  );
}

function Kept({ frame: { say }, one }: { frame: Frame; one: ShownRetained }) {
  const told = toldOf[one.kind];
  const long =
    typeof one.keeps === 'string'
      ? say(text.openEnds[one.keeps])
      : say(text.period, one.keeps, told.from ? say(told.from) : '');
  return (
    <section class="fold-part">
      <h3>{say(told.what)}</h3>
      <DefinitionList
        items={[
          { term: say(text.what), detail: say(told.details) },
          { term: say(text.why), detail: say(told.why) },
          { term: say(text.basis), detail: say(text.bases[one.basis]) },
          { term: say(text.seenBy), detail: say(told.seenBy) },
          { term: say(text.long), detail: <strong>{long}</strong> },
          { term: say(text.afterwards), detail: say(text.endings[one.ending]) },
        ]}
      />
    </section>
  );
}

function Gone({ frame: { say, now }, gone }: { frame: Frame; gone: Props['kept']['gone'] }) {
  return (
    <Section title={say(text.gone)}>
      {gone.length === 0 ? (
        <p class="soft">{say(text.goneNone)}</p>
      ) : (
        <Table
          id="gone"
          caption={say(text.gone)}
          hideCaption
          columns={[
            { label: say(text.goneDay) },
            { label: say(text.goneKind) },
            { label: say(text.goneCount), numeric: true },
          ]}
          rows={gone.map(({ day, kind, count }) => ({
            key: `${day} ${kind}`,
            cells: [sayDay(say, day as LocalDate, now), say(toldOf[kind].what), count],
          }))}
        />
      )}
    </Section>
  );
}
