import { Button, NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, take } from '@/api/client';
import { useMessages } from '@/i18n';
import { Loaded } from '@/ui/Loaded';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { changeMessages } from './changeMessages';
import type { ChangeFormProps } from './ChangeFormProps';
import { aircraftTypesQuery } from './queries';
import { useFlightChange } from './useFlightChange';

/** Which type of aircraft flies instead. */
export function ReplaceAircraftForm({ flight, version, onDone }: ChangeFormProps) {
  const t = useMessages(changeMessages);
  const [aircraft, setAircraft] = useState('');
  const types = useQuery(aircraftTypesQuery);
  const replacing = useFlightChange<{ aircraft: string }>({
    flightId: flight.id,
    version,
    what: 'aircraft',
    onDone,
    send: (body, header) =>
      take(api.POST('/api/flights/{id}/aircraft', { params: { path: { id: flight.id }, header }, body })),
  });
  return (
    <Loaded query={types}>
      {({ items }) => (
        <form
          onSubmit={(e) => {
            e.preventDefault();
            replacing.mutate({ aircraft });
          }}
        >
          <Stack>
            <NativeSelect
              label={t('aircraftType')}
              value={aircraft}
              onChange={(e) => setAircraft(e.currentTarget.value)}
              required
              data-autofocus
              data={[
                { value: '', label: t('choose') },
                ...items.map(({ code, name, seats }) => ({
                  value: code,
                  label: t(code === flight.aircraft ? 'present' : 'other', { code, name, seats }),
                  disabled: code === flight.aircraft,
                })),
              ]}
            />
            <Text size="sm" c="dimmed">
              {t('aircraftAbout')}
            </Text>
            {replacing.isError && <ProblemNotice error={replacing.error} />}
            <Button type="submit" loading={replacing.isPending}>
              {t('replaceAircraft')}
            </Button>
          </Stack>
        </form>
      )}
    </Loaded>
  );
}
