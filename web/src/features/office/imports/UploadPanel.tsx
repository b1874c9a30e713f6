import { Alert, Button, Checkbox, Paper, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useMessages } from '@/i18n';
import { formatBytes } from '@/i18n/formats';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { DropZone } from './DropZone';
import { guessKind } from './guessKind';
import { keptUploads } from './keptUploads';
import { messages } from './messages';
import { upload, type ImportKind, type Upload } from './queries';

const largest = 50 * 1024 * 1024;

/** Takes a file, and has it checked. */
export function UploadPanel() {
  const t = useMessages(messages);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<Upload>();
  const checking = useMutation({
    mutationFn: async (wanted: Upload) => {
      const id = await upload(wanted, true);
      keptUploads.keep(id, wanted);
      return id;
    },
    async onSuccess(id) {
      await queries.invalidateQueries({ queryKey: ['imports', 'list'] });
      await navigate(`/office/imports/${id}`);
    },
  });
  const refusal = chosen && refusalOf(chosen.file);

  async function take(file: File) {
    setChosen({ file, kind: await guessKind(file), all: false });
    checking.reset();
  }

  function refusalOf(file: File) {
    return file.size > largest
      ? t('tooLarge', { size: formatBytes(file.size) })
      : file.size === 0
        ? t('empty')
        : undefined;
  }

  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="upload">
      <Title order={2} size="h3" mb="sm" id="upload">
        {t('chooseTitle')}
      </Title>
      <Stack>
        <DropZone file={chosen?.file} onFile={(file) => void take(file)} />
        {refusal && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        {chosen && !refusal && (
          <>
            <div>
              <Text size="sm" fw={500} mb={4} id="kind">
                {t('kind')}
              </Text>
              <SegmentedControl
                aria-labelledby="kind"
                value={chosen.kind}
                onChange={(kind) => setChosen({ ...chosen, kind: kind as ImportKind })}
                data={[
                  { value: 'airports', label: t('airports') },
                  { value: 'ssim', label: t('ssim') },
                ]}
              />
            </div>
            {chosen.kind === 'ssim' && (
              <Checkbox
                label={t('all')}
                checked={chosen.all}
                onChange={(e) => setChosen({ ...chosen, all: e.currentTarget.checked })}
              />
            )}
            {checking.isError && <ProblemNotice error={checking.error} />}
            <div>
              <Button loading={checking.isPending} onClick={() => checking.mutate(chosen)}>
                {t('check')}
              </Button>
              <Text size="sm" c="dimmed" mt={4}>
                {t('checkAbout')}
              </Text>
            </div>
          </>
        )}
      </Stack>
    </Paper>
  );
}
