import { instant } from '../../kernel/time.ts';
import type { PageProps } from '../document.tsx';
import { Form } from '../forms/Form.tsx';
import { Button } from '../parts/Button.tsx';
import { Card } from '../parts/Card.tsx';
import { Chip } from '../parts/Chip.tsx';
import { Choice } from '../parts/Choice.tsx';
import { DefinitionList } from '../parts/DefinitionList.tsx';
import { Kbd } from '../parts/Kbd.tsx';
import { KeysHelp } from '../parts/KeysHelp.tsx';
import { LinkButton } from '../parts/LinkButton.tsx';
import { Pane } from '../parts/Pane.tsx';
import { PaneHead } from '../parts/PaneHead.tsx';
import { Panes } from '../parts/Panes.tsx';
import { PhotoGrid } from '../parts/PhotoGrid.tsx';
import { Queue } from '../parts/Queue.tsx';
import { SearchField } from '../parts/SearchField.tsx';
import { SelectField } from '../parts/SelectField.tsx';
import { SlaClock } from '../parts/SlaClock.tsx';
import { StaffRail } from '../parts/StaffRail.tsx';
import { TextArea } from '../parts/TextArea.tsx';
import { ThemeSwitch } from '../parts/ThemeSwitch.tsx';
import { TierTag } from '../parts/TierTag.tsx';
import { Timeline } from '../parts/Timeline.tsx';
import { TopBar } from '../parts/TopBar.tsx';
import type { GalleryPage } from './gallery-page.ts';
import { cable } from './pictures.ts';

/** The community's desk: what waits, the one that is open, the decision (design D1). */
export function desk(page: GalleryPage): Partial<PageProps> {
  return {
    title: '待办分拣',
    shell: 'desk',
    islands: ['desk-keys', 'dialogs', 'submit-once', 'live-clock'],
    noIndex: true,
    head: <Rail {...page} />,
    children: (
      <>
        <TopBar title="待办分拣" sub="6月1日 周一 10:20 · 新收4件，在办8件，没有超时">
          <Form method="get" action="#search" label="搜索">
            <div class="dense">
              <SearchField
                name="q"
                label="搜编号、地点、事情"
                placeholder="搜编号、地点、事情"
                shortcut="/"
              />
            </div>
          </Form>
          <LinkButton href="#keys" opensDialog="keys" size="small" icon="keyboard" shortcut="?">
            快捷键
          </LinkButton>
          <LinkButton href="#new" size="small" kind="primary" icon="plus" shortcut="N">
            登记
          </LinkButton>
        </TopBar>
        <Panes columns={3} showing="item">
          <Waiting {...page} />
          <Open {...page} />
          <Decide {...page} />
        </Panes>
        <KeysHelp
          locale={page.locale}
          id="keys"
          title="快捷键"
          keys={[
            { key: 'J', does: '下一件' },
            { key: 'K', does: '上一件' },
            { key: 'A', does: '受理并派单' },
          ]}
        />
      </>
    ),
  };
}

function Rail({ locale, display, forms }: GalleryPage) {
  return (
    <StaffRail
      brand="阳光议事"
      community="兰锦社区"
      homeHref="#desk"
      label="工作台导航"
      person={{ name: '周登记员', role: '社区 · 在线', href: '#desk', label: '我的账号' }}
      groups={[
        {
          title: '工作台',
          items: [
            { href: '#desk', label: '待办分拣', icon: 'inbox', current: true, count: 4 },
            { href: '#register', label: '登记采集', icon: 'clipboard-list' },
            { href: '#meetings', label: '联席会议', icon: 'round-table' },
            { href: '#orders', label: '共建点单', icon: 'relay', count: 3 },
          ],
        },
        {
          title: '小区',
          items: [
            { href: '#votes', label: '业主表决', icon: 'vote' },
            { href: '#rounds', label: '楼道走访', icon: 'building-complex' },
          ],
        },
        { title: '公开', items: [{ href: '#figures', label: '成效看板', icon: 'layout-dashboard' }] },
      ]}
    >
      <ThemeSwitch locale={locale} display={display} forms={forms} />
    </StaffRail>
  );
}

function Waiting({ locale }: GalleryPage) {
  return (
    <Pane label="待办列表" kind="list">
      <PaneHead
        title="待受理 4"
        aside={
          <>
            <Kbd>J</Kbd> <Kbd>K</Kbd> 上下
          </>
        }
      />
      <Queue
        items={[
          {
            href: '#0170',
            number: '0170',
            channel: { icon: 'message-circle', label: '微信群' },
            title: '6幢1单元有人拉线给电动车充电',
            facts: '6幢 · 12位邻居',
            clock: (
              <SlaClock
                locale={locale}
                state="soon"
                left={0.38}
                what="到场"
                text="剩46分"
                dueAt={instant(Date.parse('2099-06-01T03:06:00Z'))}
              />
            ),
            mark: (
              <Chip tone="red" icon="zap">
                安全
              </Chip>
            ),
            current: true,
          },
          {
            href: '#0171',
            number: '0171',
            channel: { icon: 'door-open', label: '走访' },
            title: '7幢单元门刷不开',
            facts: '7幢 · 楼道长代报',
            clock: <SlaClock locale={locale} state="running" left={0.66} what="受理" text="剩1时20分" />,
          },
          {
            href: '#0147',
            number: '0147',
            channel: { icon: 'inbox', label: '意见箱' },
            title: '地下车库监控有盲区',
            facts: '地下车库 · 业委会',
            clock: <SlaClock locale={locale} state="suspended" left={0} text="挂起：等表决" />,
          },
        ]}
      />
    </Pane>
  );
}

function Open({ locale }: GalleryPage) {
  return (
    <Pane label="当前这件" kind="item">
      <div class="row row-wrap">
        <span class="small soft">第0170号</span>
        <Chip tone="red" icon="zap">
          消防安全 · 拉线充电
        </Chip>
        <TierTag tier="self" locale={locale} />
        <span class="small soft push">今天09:06收到</span>
      </div>
      <h2 class="display-title desk-title">6幢1单元有人从三楼拉线下来，给电动车充电</h2>
      <div class="beside">
        <PhotoGrid columns={1} photos={[{ src: cable, alt: '从窗口拉下来的电线', caption: '已打码' }]} />
        <div class="stack-snug">
          <blockquote class="quote">
            “6幢1单元门口，有人从三楼拉电线下来给电动车充电，线就搭在雨棚上，下雨很吓人。”
          </blockquote>
          <DefinitionList
            items={[
              { term: '地点', detail: '6幢1单元门口' },
              { term: '反映人', detail: '王阿姨' },
              { term: '同样反映', detail: '12位邻居，来自微信群、表单、走访' },
            ]}
          />
        </div>
      </div>
      <div class="section-gap">
        <div class="dense">
          <Choice
            id="same"
            name="same"
            type="checkbox"
            legend="可能是同一件"
            form="decide"
            value={['0168']}
            options={[
              {
                value: '0168',
                label: '6幢楼下又有人飞线',
                hint: '6幢 · 微信群 09:31 · 1位',
                after: '地点、类别相同',
              },
              {
                value: '0122',
                label: '车库B区有人拉线充电',
                hint: '地下车库 · 5月22日 · 已办结',
                after: '类别相同',
              },
            ]}
          />
        </div>
      </div>
      <div class="section-gap">
        <PaneHead title="经过" level="h3" />
        <Timeline
          items={[
            {
              key: '2',
              icon: 'clock',
              title: '已先通知物业保安，正在去现场',
              meta: '09:08 · 安全类自动通知，不等受理',
              now: true,
            },
            { key: '1', icon: 'check', title: '收到，短信回执已发', meta: '09:06 · 系统' },
          ]}
        />
      </div>
    </Pane>
  );
}

function Decide({ locale, forms }: GalleryPage) {
  return (
    <Pane label="怎么办" kind="acts">
      <PaneHead title="怎么办" />
      <Form id="decide" action="#accept" hidden={forms.hidden} warnUnsaved>
        <Choice
          id="tier"
          name="tier"
          type="radio"
          legend="谁来办"
          value="self"
          options={[
            {
              value: 'self',
              label: '楼道长和物业先办',
              before: <TierTag tier="self" locale={locale} />,
              after: '建议',
            },
            { value: 'joint', label: '三方联席会议商量', before: <TierTag tier="joint" locale={locale} /> },
            { value: 'linked', label: '请共建单位接单', before: <TierTag tier="linked" locale={locale} /> },
          ]}
        />
        <div class="pair form-gap">
          <SelectField
            id="category"
            name="category"
            label="类别"
            value="cable"
            options={[{ value: 'cable', label: '拉线充电' }]}
          />
          <SelectField
            id="handler"
            name="handler"
            label="主办"
            value="property"
            options={[{ value: 'property', label: '物业服务站' }]}
          />
        </div>
        <div class="form-gap">
          <Card tone="quiet">
            <dl class="sums">
              <div>
                <dt>到场</dt>
                <dd>今天11:06前</dd>
              </div>
              <div>
                <dt>办好</dt>
                <dd>6月2日 24:00前</dd>
              </div>
            </dl>
            <p class="tiny soft">安全类：2小时到场，1个工作日办好。</p>
          </Card>
        </div>
        <div class="form-gap">
          <TextArea
            id="reply"
            name="reply"
            label="告诉反映人"
            rows={3}
            value="收到了。物业在去现场，11:06前到。办好会给您回电话。"
          />
        </div>
        <div class="stack-tight form-gap">
          <Button kind="primary" full shortcut="A">
            受理并派单
          </Button>
          <div class="pair">
            <Button size="small" icon="undo-2" shortcut="B" name="act" value="ask">
              请补充
            </Button>
            <Button size="small" icon="arrow-right" shortcut="R" name="act" value="redirect">
              转告
            </Button>
          </div>
        </div>
        <p class="tiny soft form-gap">回访由别人做。主办单位不能自己回访。</p>
      </Form>
    </Pane>
  );
}
