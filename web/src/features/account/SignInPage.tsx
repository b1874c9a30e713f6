import { Button, Container, Paper, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useLocation, useNavigate } from 'react-router';
import { useSession } from '@/api/me';
import { useMessages } from '@/i18n';
import { PageTitle } from '@/ui/PageTitle';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { messages } from './messages';

/** Signs in, and goes back to where one came from. */
export function SignInPage() {
  const t = useMessages(messages);
  const { signIn } = useSession();
  const navigate = useNavigate();
  const from = (useLocation().state as { from?: string } | null)?.from ?? '/';
  const form = useForm({ initialValues: { email: '', password: '' } });
  const signingIn = useMutation({
    mutationFn: ({ email, password }: typeof form.values) => signIn(email, password),
    onSuccess: () => navigate(from, { replace: true }),
  });
  return (
    <Container size={420} p={0}>
      <PageTitle title={t('signIn')} />
      <Paper withBorder p="lg">
        <form onSubmit={form.onSubmit((values) => signingIn.mutate(values))}>
          <Stack>
            <TextInput
              label={t('email')}
              type="email"
              autoComplete="username"
              required
              {...form.getInputProps('email')}
            />
            <PasswordInput
              label={t('password')}
              autoComplete="current-password"
              required
              {...form.getInputProps('password')}
            />
            {signingIn.isError && <ProblemNotice error={signingIn.error} />}
            <Button type="submit" loading={signingIn.isPending}>
              {t('signIn')}
            </Button>
          </Stack>
        </form>
      </Paper>
    </Container>
  );
}
