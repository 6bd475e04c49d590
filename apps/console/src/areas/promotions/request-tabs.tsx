import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { t } from '../../texts';
import { requestTabs, type RequestTab } from './list/search';

const route = getRouteApi('/in/promotions/$promotionId');

/** The parts of a request, one at a time; which one stands in the address. Arrow keys go from one to the next. */
export function RequestTabs({ parts }: { parts: Record<RequestTab, () => ReactNode> }): ReactElement {
  const { tab = 'summary', all } = route.useSearch();
  const navigate = route.useNavigate();
  const open = (chosen: string | null) => {
    const known = requestTabs.find((name) => name === chosen);
    const search = { tab: known === 'summary' ? undefined : known, all };
    void navigate({ search, replace: true, resetScroll: false });
  };
  return (
    <Tabs value={tab} onChange={open} keepMounted={false} className="cs-tabs">
      <Tabs.List aria-label={t('promotions.tabs.label')}>
        {requestTabs.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`promotions.tabs.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {requestTabs.map((name) => (
        <Tabs.Panel key={name} value={name} className="cs-tab-panel">
          {name === tab ? parts[name]() : null}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
