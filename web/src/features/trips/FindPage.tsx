import { Alert, Anchor, Button, Container, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { api, take, type Schemas } from '@/api/client';
import { guestKeys } from '@/api/guestKeys';
import { ApiProblem } from '@/api/problems';
import { readBooking } from '@/features/booking/queries';
import { useMessages } from '@/i18n';
import { PageTitle } from '@/ui/PageTitle';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { messages } from './messages';

/** Looks a booking up and keeps the key that comes with it. A key that this browser has lasts longer, and stays as long as it opens. */
async function find(reference: string, surname: string) {
  const query = { reference: reference.trim().toUpperCase(), surname: surname.trim() };
  const found = await take(api.GET('/api/bookings', { params: { query } }));
  const { booking, accessToken } = found as Schemas['FoundBooking'];
  if (guestKeys.for(booking.id) !== undefined) {
    await readBooking(booking.id).catch(() => undefined);
  }
  if (guestKeys.for(booking.id) === undefined) {
    guestKeys.keep(accessToken, booking.id);
  }
  return booking.id;
}

function Refused({ error }: { error: unknown }) {
  const t = useMessages(messages);
  const status = error instanceof ApiProblem ? error.status : undefined;
  if (status === 404) {
    return (
      <Alert color="red" title={t('notFound')} role="alert">
        {t('notFoundAbout')}
      </Alert>
    );
  }
  if (status === 429) {
    return (
      <Alert color="orange" title={t('tooMany')} role="alert">
        {t('tooManyAbout')}
      </Alert>
    );
  }
  return <ProblemNotice error={error} />;
}

/** Finds a booking without an account. The surname never stands in the address. */
export function FindPage() {
  const t = useMessages(messages);
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const form = useForm({
    initialValues: { reference: parameters.get('reference') ?? '', surname: '' },
    validate: {
      reference: (text) => (/^[a-z0-9]{6}$/i.test(text.trim()) ? null : t('referenceWrong')),
      surname: (text) => (text.trim() === '' ? t('surnameMissing') : null),
    },
  });
  const finding = useMutation({
    mutationFn: ({ reference, surname }: typeof form.values) => find(reference, surname),
    onSuccess: (id) => navigate(`/bookings/${id}`),
  });
  return (
    <Container size={480} p={0}>
      <PageTitle title={t('find')} about={t('findAbout')} />
      <Stack>
        <Paper withBorder p="lg">
          <form onSubmit={form.onSubmit((values) => finding.mutate(values))} noValidate>
            <Stack>
              <TextInput
                label={t('bookingReference')}
                description={t('referenceHint')}
                autoComplete="off"
                autoCapitalize="characters"
                spellCheck={false}
                required
                styles={{ input: { textTransform: 'uppercase', letterSpacing: '0.08em' } }}
                {...form.getInputProps('reference')}
              />
              <TextInput
                label={t('surname')}
                description={t('surnameHint')}
                autoComplete="family-name"
                required
                {...form.getInputProps('surname')}
              />
              {finding.isError && <Refused error={finding.error} />}
              <Button type="submit" loading={finding.isPending}>
                {t('findIt')}
              </Button>
            </Stack>
          </form>
        </Paper>
        <Text size="sm" ta="center">
          {t('orAccount')}{' '}
          <Anchor component={Link} to="/trips" underline="always">
            {t('title')}
          </Anchor>
        </Text>
      </Stack>
    </Container>
  );
}
