import type { PageProps } from '../document.tsx';
import { Form } from '../forms/Form.tsx';
import { Icon } from '../icons/Icon.tsx';
import { AppBar } from '../parts/AppBar.tsx';
import { Button } from '../parts/Button.tsx';
import { Card } from '../parts/Card.tsx';
import { DayArc } from '../parts/DayArc.tsx';
import { IconButton } from '../parts/IconButton.tsx';
import { IconLink } from '../parts/IconLink.tsx';
import { PhotoGrid } from '../parts/PhotoGrid.tsx';
import { PromiseLine } from '../parts/PromiseLine.tsx';
import { ProofBadge } from '../parts/ProofBadge.tsx';
import { ScreenTitle } from '../parts/ScreenTitle.tsx';
import { Section } from '../parts/Section.tsx';
import { TierTag } from '../parts/TierTag.tsx';
import { Timeline, type TimelineItem } from '../parts/Timeline.tsx';
import type { GalleryPage } from './gallery-page.ts';
import { garageAfter, garageBefore } from './pictures.ts';

const history: readonly TimelineItem[] = [
  {
    key: '6',
    icon: 'message-circle',
    title: '社区打来回访，等你评价',
    meta: '今天 09:20 · 社区回访员',
    body: '办事的人不能自己回访。',
    now: true,
  },
  {
    key: '5',
    icon: 'clipboard-check',
    title: '物业办结，传了整改照片',
    meta: '5月28日 16:40 · 物业主管',
  },
  {
    key: '4',
    icon: 'pavilion',
    title: '议事亭商定：划位、装桩、加巡逻',
    meta: '5月27日 19:30 · 亭长、3名楼道长、物业',
    body: (
      <>
        9人到会，9人同意。<a href="#minutes">看纪要</a>
      </>
    ),
  },
  {
    key: '3',
    icon: 'arrow-right',
    title: '转给阳光议事亭自治解决',
    meta: '5月26日 08:50 · 登记员',
    body: '限3个工作日，5月28日前。',
  },
  {
    key: '2',
    icon: 'check',
    title: '已受理，并了4件相同的事',
    meta: '5月25日 10:06 · 登记员',
  },
  {
    key: '1',
    icon: 'message-circle',
    title: '王阿姨在微信群里反映',
    meta: '5月25日 08:12 · 楼道长代录',
  },
];

/** One matter as everyone sees it (design P3). */
export function matter({ locale }: GalleryPage): Partial<PageProps> {
  return {
    title: '地下车库电动车乱停放',
    shell: 'phone',
    islands: ['page-print'],
    head: (
      <AppBar back={{ href: '#home', label: '返回' }}>
        <IconLink href="tel:057100000000" icon="phone" label="打电话问社区" />
        <IconButton icon="printer" label="打印" type="button" does="print" />
      </AppBar>
    ),
    children: (
      <>
        <div class="row row-wrap">
          <TierTag tier="self" locale={locale} />
          <span class="small soft">第0158号</span>
          <span class="small soft with-icon">
            <Icon name="users" size="s" />
            17位邻居一起反映
          </span>
        </div>
        <ScreenTitle>
          地下车库电动车
          <wbr />
          乱停放，通道走不了
        </ScreenTitle>
        <div class="section-gap">
          <Card as="section" label="办到哪一步了">
            <DayArc
              locale={locale}
              reached="evaluate"
              notes={{ collect: '5/25', accept: '5/25', handle: '5/26', feedback: '今天', evaluate: '等你' }}
            />
            <hr class="card-rule" />
            <PromiseLine
              locale={locale}
              promised="5月28日"
              actual="5月28日"
              verdict={{ kind: 'on-time', text: '按时' }}
            />
          </Card>
        </div>
        <Answer />
        <Section title="办理经过" aside="最新在上">
          <Card>
            <Timeline items={history} />
          </Card>
        </Section>
        <ProofBadge
          state="verified"
          title="记录已核验，没被改过"
          text="6步都在公开账本里，点开自己查"
          href="#proof"
        />
      </>
    ),
  };
}

function Answer() {
  return (
    <Section title="办好了吗？">
      <Card>
        <PhotoGrid
          columns={2}
          photos={[
            { src: garageBefore, alt: '整改前：车堵住通道', caption: '5月25日' },
            { src: garageAfter, alt: '整改后：车停进停放点', caption: '5月28日' },
          ]}
        />
        <p class="form-gap">
          <b>物业答复：</b>B区划了24个停放位，装了6个充电口，保安晚上多巡两次。
        </p>
        <Form action="#answer">
          <div class="pair form-gap">
            <Button kind="primary" icon="check" name="answer" value="solved">
              解决了
            </Button>
            <Button icon="rotate-ccw" name="answer" value="unsolved">
              没解决，重办
            </Button>
          </div>
        </Form>
        <p class="small soft form-gap">6月12日前都能要求重办。不评价，不算满意。</p>
      </Card>
    </Section>
  );
}
