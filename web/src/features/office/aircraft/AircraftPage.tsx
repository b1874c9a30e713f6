import { Anchor, Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Schemas } from '@/api/client';
import { hasRole, useMe } from '@/api/me';
import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import { DataTable, type Column } from '@/ui/DataTable';
import { Loaded } from '@/ui/Loaded';
import { PageTitle } from '@/ui/PageTitle';
import { messages as flightMessages } from '../flights/messages';
import { planMessages } from '../flights/planMessages';
import { aircraftTypesQuery } from '../flights/queries';

type AircraftType = Schemas['AircraftTypeAnswer'];

/** The types of aircraft that flights can be scheduled with. */
export function AircraftPage() {
  const t = useMessages(planMessages);
  const cabinNames = useMessages(flightMessages);
  const types = useQuery(aircraftTypesQuery);
  const mayRegister = hasRole(useMe().data, 'operations');
  const columns: Column<AircraftType>[] = [
    { title: t('code'), show: (a) => <b>{a.code}</b> },
    { title: t('name'), show: (a) => a.name },
    { title: t('seats'), show: (a) => formatNumber(a.seats), isNumber: true },
    {
      title: t('cabins'),
      show: (a) => a.cabins.map((c) => t('cabinSeats', { cabin: cabinNames(c.cabin), seats: c.seats })).join(', '),
    },
    { title: t('range'), show: (a) => formatNumber(a.rangeKm), isNumber: true },
    { title: t('cruise'), show: (a) => formatNumber(a.cruiseKmh), isNumber: true },
    ...(mayRegister ? [{ title: t('change'), show: (a: AircraftType) => <ChangeLink type={a} /> }] : []),
  ];
  return (
    <>
      <PageTitle title={t('types')} about={t('typesAbout')}>
        {mayRegister && (
          <Button component={Link} to="/office/aircraft/new" leftSection={<IconPlus size={16} aria-hidden />}>
            {t('newType')}
          </Button>
        )}
      </PageTitle>
      <Loaded query={types}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t('noTypes')}</p>
          ) : (
            <DataTable label={t('types')} items={items} columns={columns} keyOf={(a) => a.code} />
          )
        }
      </Loaded>
    </>
  );
}

function ChangeLink({ type }: { type: AircraftType }) {
  const t = useMessages(planMessages);
  return (
    <Anchor
      component={Link}
      to={`/office/aircraft/new?of=${encodeURIComponent(type.code)}`}
      aria-label={t('changeOf', { name: type.name })}
    >
      {t('change')}
    </Anchor>
  );
}
