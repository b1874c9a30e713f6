import { Alert, Stack } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { ApiProblem } from '@/api/problems';
import { useMessages } from '@/i18n';
import { Loaded } from '@/ui/Loaded';
import { PageTitle } from '@/ui/PageTitle';
import { contrailOf } from '../commands';
import { SameAs } from '../SameAs';
import { FaultForm } from './FaultForm';
import { FaultList } from './FaultList';
import { messages } from './messages';
import { Promises } from './Promises';
import { faultsQuery } from './queries';

/** Simulated failures, and what the airline promises, lit by whether it holds. */
export function FailuresPage() {
  const t = useMessages(messages);
  const faults = useQuery(faultsQuery);
  const isProduction =
    faults.error instanceof ApiProblem && faults.error.code === 'Faults_Must_Not_Be_Simulated_In_Production';
  return (
    <>
      <PageTitle title={t('title')} about={t('about')} />
      <Stack>
        {isProduction ? (
          <Alert color="blue" icon={<IconShieldLock aria-hidden />} title={t('production')}>
            {t('productionAbout')}
          </Alert>
        ) : (
          <Loaded query={faults}>
            {(set) => (
              <>
                <FaultList faults={set} />
                <FaultForm />
              </>
            )}
          </Loaded>
        )}
        <Promises />
      </Stack>
      <SameAs
        request={{ path: '/api/ops/invariants' }}
        changes={[
          {
            method: 'POST',
            path: '/api/ops/faults',
            body: { kind: 'failProjection', module: 'booking', type: 'booking.flight_booking.confirmed' },
          },
          { method: 'DELETE', path: '/api/ops/faults' },
        ]}
        program={`CONTRAIL_FAULTS=fail-projection:booking:booking.flight_booking.confirmed ${contrailOf(['serve'])}`}
      />
    </>
  );
}
