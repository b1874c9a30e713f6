import { Stack } from '@mantine/core';
import { hasRole, useMe } from '@/api/me';
import { useMessages } from '@/i18n';
import { PageTitle } from '@/ui/PageTitle';
import { DisruptedFlights } from './flights/DisruptedFlights';
import { NextDepartures } from './flights/NextDepartures';
import { UnfinishedImports } from './imports/UnfinishedImports';
import { messages } from './messages';
import { Waiting } from './Waiting';

/** What needs attention now; everything leads to where something can be done about it. */
export function OfficeStartPage() {
  const t = useMessages(messages);
  const me = useMe().data;
  return (
    <>
      <PageTitle title={t('startTitle')} about={t('startAbout')} />
      <Stack gap="lg">
        <Waiting />
        <DisruptedFlights />
        {hasRole(me, 'operations') && <UnfinishedImports />}
        <NextDepartures />
      </Stack>
    </>
  );
}
