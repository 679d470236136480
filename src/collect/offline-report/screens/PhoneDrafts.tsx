import type { Frame } from '../../../web/frame.ts';
import { Link } from '../../../web/parts/Link.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { offlineFormText } from './offline.text.ts';

/** Where something new is begun: that this telephone keeps something unfinished. The offline island knows whether. */
export function PhoneDrafts({ frame: { say, to } }: { frame: Frame }) {
  return (
    <div class="form-gap" hidden data-phone-drafts>
      <Notice>
        {say(offlineFormText.alsoHere)} <Link href={to('/offline')}>{say(offlineFormText.foundSee)}</Link>
      </Notice>
    </div>
  );
}
