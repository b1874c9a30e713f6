import { Button, Modal } from '@mantine/core';
import { IconCancel, IconClockExclamation, IconPlane, IconPlaneDeparture, IconProgress } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { hasRole, useMe } from '@/api/me';
import { useMessages } from '@/i18n';
import { DelayForm } from './DelayForm';
import { DepartureForm } from './DepartureForm';
import { changeMessages } from './changeMessages';
import type { Flight } from './queries';
import { ReplaceAircraftForm } from './ReplaceAircraftForm';

const forms = { delay: DelayForm, departure: DepartureForm, aircraft: ReplaceAircraftForm };
type Act = keyof typeof forms;

interface Props {
  flight: Flight;
  version?: string;
}

/** What may be done with a flight by whoever looks at it. */
export function FlightActions({ flight, version }: Props) {
  const t = useMessages(changeMessages);
  const [parameters, setParameters] = useSearchParams();
  const mayChange = hasRole(useMe().data, 'operations') && flight.status === 'scheduled';
  const act = parameters.get('do') as Act | null;
  const Form = act && mayChange ? forms[act] : undefined;

  function open(next: Act | undefined) {
    const after = new URLSearchParams(parameters);
    after.delete('do');
    if (next) {
      after.set('do', next);
    }
    setParameters(after, { replace: !next, preventScrollReset: true });
  }

  if (flight.status === 'cancelled') {
    return (
      <Button
        component={Link}
        to={`/office/flights/${encodeURIComponent(flight.id)}/cancellation`}
        leftSection={<IconProgress size={16} aria-hidden />}
      >
        {t('progress')}
      </Button>
    );
  }
  if (!mayChange) {
    return null;
  }
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconClockExclamation size={16} aria-hidden />}
        onClick={() => open('delay')}
      >
        {t('delay')}
      </Button>
      <Button variant="default" leftSection={<IconPlane size={16} aria-hidden />} onClick={() => open('aircraft')}>
        {t('replace')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconPlaneDeparture size={16} aria-hidden />}
        onClick={() => open('departure')}
      >
        {t('depart')}
      </Button>
      <Button
        component={Link}
        to={`/office/flights/${encodeURIComponent(flight.id)}/cancellation`}
        color="red"
        variant="light"
        leftSection={<IconCancel size={16} aria-hidden />}
      >
        {t('cancel')}
      </Button>
      <Modal
        opened={Form !== undefined}
        onClose={() => open(undefined)}
        title={act ? t(`${act}Title`, { flight: flight.designator }) : ''}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {Form && <Form flight={flight} version={version} onDone={() => open(undefined)} />}
      </Modal>
    </>
  );
}
