import { Button, Stack, Text } from '@mantine/core';
import { api, take } from '@/api/client';
import { useMessages } from '@/i18n';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { changeMessages } from './changeMessages';
import type { ChangeFormProps } from './ChangeFormProps';
import { useFlightChange } from './useFlightChange';

/** The flight is off blocks. */
export function DepartureForm({ flight, version, onDone }: ChangeFormProps) {
  const t = useMessages(changeMessages);
  const departing = useFlightChange<null>({
    flightId: flight.id,
    version,
    what: 'departure',
    onDone,
    send: (_, header) => take(api.POST('/api/flights/{id}/departure', { params: { path: { id: flight.id }, header } })),
  });
  return (
    <Stack>
      <Text>{t('departAbout')}</Text>
      {departing.isError && <ProblemNotice error={departing.error} />}
      <Button loading={departing.isPending} onClick={() => departing.mutate(null)}>
        {t('tellDeparture')}
      </Button>
    </Stack>
  );
}
