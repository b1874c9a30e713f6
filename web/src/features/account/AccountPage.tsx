import { Alert, Button, Container, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api, take } from '@/api/client';
import { fieldErrorsOf } from '@/api/fieldErrors';
import { useMe, useSession, type Me, type Role } from '@/api/me';
import { SignInFirst } from '@/app/SignInFirst';
import { useMessages } from '@/i18n';
import { Loaded } from '@/ui/Loaded';
import { PageTitle } from '@/ui/PageTitle';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { Section } from '@/ui/Section';
import { messages } from './messages';
import { PasswordForm } from './PasswordForm';

function Profile({ me }: { me: Me }) {
  const t = useMessages(messages);
  const queries = useQueryClient();
  const form = useForm({ initialValues: { name: me.name } });
  const saving = useMutation({
    mutationFn: (body: typeof form.values) => take(api.PATCH('/api/me', { body })),
    onSuccess: (profile) => queries.setQueryData(['me'], profile),
    onError: (error) => form.setErrors(fieldErrorsOf(error, 'name')),
  });
  const isElsewhere = saving.isError && Object.keys(form.errors).length === 0;
  return (
    <form onSubmit={form.onSubmit((values) => saving.mutate(values))}>
      <Stack>
        <TextInput label={t('email')} value={me.email} readOnly variant="filled" />
        <TextInput label={t('name')} autoComplete="name" required {...form.getInputProps('name')} />
        {me.roles.some((role) => role !== 'traveller') && (
          <Text size="sm">
            {t('roles')}: {me.roles.map((role) => t(role as Role)).join(', ')}
          </Text>
        )}
        {isElsewhere && <ProblemNotice error={saving.error} />}
        {saving.isSuccess && (
          <Alert color="green" role="status">
            {t('saved')}
          </Alert>
        )}
        <div>
          <Button type="submit" loading={saving.isPending}>
            {t('save')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

/** Who one is here: name, password, signing out. */
export function AccountPage() {
  const t = useMessages(messages);
  const query = useMe();
  const { signOut } = useSession();
  const navigate = useNavigate();
  const leaving = useMutation({ mutationFn: signOut, networkMode: 'always', onSuccess: () => navigate('/') });
  return (
    <Container size="xs" p={0}>
      <PageTitle title={t('account')} />
      <Loaded query={query}>
        {(me) =>
          me === null ? (
            <SignInFirst />
          ) : (
            <Stack>
              <Section title={t('profile')}>
                <Profile me={me} />
              </Section>
              <Section title={t('change')}>
                <PasswordForm email={me.email} />
              </Section>
              <Section title={t('session')}>
                <Text size="sm" mb="sm">
                  {t('sessionAbout')}
                </Text>
                {leaving.isError && <ProblemNotice error={leaving.error} />}
                <Button variant="default" loading={leaving.isPending} onClick={() => leaving.mutate()}>
                  {t('signOut')}
                </Button>
              </Section>
            </Stack>
          )
        }
      </Loaded>
    </Container>
  );
}
