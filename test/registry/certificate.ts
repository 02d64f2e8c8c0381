import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A key and a certificate that it signed itself, as PEM, and the files that hold them. */
export interface Certificate {
  readonly key: string;
  readonly certificate: string;
  readonly keyFile: string;
  readonly certificateFile: string;
}

/** Makes a certificate in a folder, for 127.0.0.1 and localhost where no other names are given. */
export function makeCertificate(folder: string, names = 'IP:127.0.0.1,DNS:localhost'): Certificate {
  const keyFile = join(folder, 'key.pem');
  const certificateFile = join(folder, 'certificate.pem');
  const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  words.push('-nodes', '-days', '2', '-subj', '/CN=seaworthy-test');
  words.push('-addext', `subjectAltName=${names}`);
  execFileSync('openssl', [...words, '-keyout', keyFile, '-out', certificateFile], {
    stdio: 'ignore',
  });
  const read = (file: string): string => readFileSync(file, 'utf8');
  return { key: read(keyFile), certificate: read(certificateFile), keyFile, certificateFile };
}
