import { useApolloClient } from '@apollo/client/react';
import { parseVerifierKey } from '@countersign/domain/audit-log';
import { useMemo, useState } from 'react';
import { downloadBlob } from '../../ui/download';
import { useTransfer } from '../../ui/form/use-transfer';
import { auditLogHeadDocument } from '../audit-log/operations';
import { checkPassport, type CheckedPassport } from './check-passport';
import { contentsOf } from './contents';
import { fetchPassport, type TakenPassport } from './fetch-passport';

/** The passport of one promotion: taken once, so that the bytes that are checked are those that are kept. */
export function usePassport(promotionId: string) {
  const client = useApolloClient();
  const [taken, setTaken] = useState<TakenPassport | null>(null);
  const [checked, setChecked] = useState<CheckedPassport | null>(null);
  const take = async (): Promise<TakenPassport> => {
    const passport = taken ?? (await fetchPassport(promotionId));
    setTaken(passport);
    return passport;
  };
  const download = useTransfer(async () => {
    const { fileName, bytes } = await take();
    downloadBlob(fileName, new Blob([bytes], { type: 'application/zip' }));
    return fileName;
  });
  const check = useTransfer(async () => {
    const passport = await take();
    const { data } = await client.query({ query: auditLogHeadDocument });
    const texts = data?.auditLogHead.vkeys ?? [];
    const keys = texts.map((text) => parseVerifierKey(text)).filter((key) => key !== null);
    const done = await checkPassport(passport, { keys });
    setChecked(done);
    return done;
  });
  const contents = useMemo(() => taken && contentsOf(taken.bytes), [taken]);
  return { taken, checked, contents, download, check };
}
