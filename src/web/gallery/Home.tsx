import type { PageProps } from '../document.tsx';
import { AppBar } from '../parts/AppBar.tsx';
import { AskCard } from '../parts/AskCard.tsx';
import { Card } from '../parts/Card.tsx';
import { CardRows } from '../parts/CardRows.tsx';
import { Chip } from '../parts/Chip.tsx';
import { Figures } from '../parts/Figures.tsx';
import { IconLink } from '../parts/IconLink.tsx';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ListRow } from '../parts/ListRow.tsx';
import { MiniArc } from '../parts/MiniArc.tsx';
import { ModeSwitch } from '../parts/ModeSwitch.tsx';
import { ScreenTitle } from '../parts/ScreenTitle.tsx';
import { Section } from '../parts/Section.tsx';
import { TabBar } from '../parts/TabBar.tsx';
import type { GalleryPage } from './gallery-page.ts';

/** A resident's first screen (design P1). */
export function home({ locale, display, forms }: GalleryPage): Partial<PageProps> {
  return {
    title: '水岸阳光小区',
    shell: 'phone',
    head: (
      <AppBar title="水岸阳光小区" sub="兰锦社区">
        <ModeSwitch locale={locale} display={display} forms={forms} />
        <IconLink href="#inbox" icon="bell" label="消息，1条未读" dot />
      </AppBar>
    ),
    tabs: (
      <TabBar
        label="主导航"
        items={[
          { href: '#home', label: '首页', icon: 'house', current: true },
          { href: '#public', label: '公开', icon: 'newspaper' },
          { href: '#votes', label: '表决', icon: 'vote' },
          { href: '#me', label: '我的', icon: 'user', waiting: '有1件等你' },
        ]}
      />
    ),
    children: (
      <>
        <ScreenTitle look="hidden">水岸阳光小区首页</ScreenTitle>
        <AskCard href="#ask" title="我要反映" text="说话、拍照、打字都行，约1分钟" icon="mic" />
        <Section title="我的事" link={{ href: '#all', label: '全部' }}>
          <CardRows>
            <ListRow
              href="#0158"
              title="地下车库电动车乱停放"
              facts={
                <>
                  <Chip tone="now">等你评价</Chip>
                  <span>5月28日办好，按时</span>
                </>
              }
              action={
                <LinkButton href="#rate" size="small">
                  去评价
                </LinkButton>
              }
            />
            <ListRow
              href="#0163"
              title="3幢2单元楼道灯不亮"
              facts={
                <>
                  <MiniArc locale={locale} reached="handle" />
                  <span>办理中</span>
                  <span>承诺明天修好</span>
                </>
              }
            />
          </CardRows>
        </Section>
        <Section title="5月公开账" link={{ href: '#how', label: '怎么算的' }}>
          <Card>
            <Figures
              items={[
                { label: '收到', value: '21' },
                { label: '办结', value: '21' },
                { label: '平均用时', value: '2.6', unit: '天' },
                { label: '还没办完', value: '8' },
              ]}
            />
            <p class="small soft form-gap">试行7个月：收到168件，办结160件。</p>
          </Card>
        </Section>
      </>
    ),
  };
}
