import { parseInstant } from '../../../kernel/time.ts';
import type { Frame } from '../../../web/frame.ts';
import { Card } from '../../../web/parts/Card.tsx';
import { CopyText } from '../../../web/parts/CopyText.tsx';
import { DefinitionList } from '../../../web/parts/DefinitionList.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { sayMoment } from '../../../web/when.text.ts';
import type { Seal } from '../proof.contract.ts';
import { sealText as text } from './verify.text.ts';

/** What the ledger signed last: when, up to which entry, its fingerprint, and the key to check it with. */
export function LatestSeal({ frame, seal }: { frame: Frame; seal: Seal }) {
  const { say, now } = frame;
  const [log, ...older] = seal.logs;
  const { newest } = seal;
  return (
    <Card as="section" label={say(text.title)}>
      <h2>{say(text.title)}</h2>
      {!log || !newest ? (
        <p class="form-gap">{say(text.none)}</p>
      ) : (
        <>
          <DefinitionList
            items={[
              { term: say(text.when), detail: sayMoment(say, parseInstant(newest.signedAt), now) },
              { term: say(text.size), detail: say(text.sizeOf, grouped(newest.size), grouped(newest.today)) },
              { term: say(text.root), detail: <Fingerprint root={newest.root} /> },
            ]}
          />
          <p class="small" data-seal-verdict role="status" />
          <div class="form-gap row row-wrap">
            <LinkButton href={`${log.path}/log.tar`} kind="line" icon="download">
              {say(text.download)}
            </LinkButton>
            <LinkButton href="#means" kind="line" icon="file-text">
              {say(text.steps)}
            </LinkButton>
          </div>
          <p class="small soft form-gap">{say(text.keyAbout)}</p>
          <CopyText locale={say.locale} id="vkey" label={say(text.key)}>
            {log.vkey}
          </CopyText>
          {older.length > 0 && (
            <details class="form-gap">
              <summary>{say(text.older, older.length)}</summary>
              <ul class="stack-snug">
                {older.map(({ vkey, path }) => (
                  <li key={path}>
                    <a class="link mono entry-bytes" href={`${path}/checkpoint`}>
                      {vkey}
                    </a>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </Card>
  );
}

/** Groups of eight, so that two people can read it to each other. */
function Fingerprint({ root }: { root: string }) {
  return <span class="mono">{root.replaceAll(/(.{8})(?=.)/g, '$1 ')}</span>;
}

/** 4812 as 4,812. */
function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}
