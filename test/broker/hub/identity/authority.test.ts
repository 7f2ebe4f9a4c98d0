import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';
import * as assert from 'uvu/assert';
import { Authority } from '../../../../broker/hub/identity/authority.ts';
import {
  AUTHORITY_CERTIFICATE,
  AUTHORITY_KEY,
  AuthorityFiles,
} from '../../../../broker/hub/identity/authority-keeper.ts';
import { readCsr } from '../../../../broker/hub/identity/csr.ts';
import { webCrypto } from '../../../../broker/identity/web-crypto.ts';
import { systemClock, systemRandom } from '../../../../kiosk/system/clock.ts';
import { suite, type TestContext } from '../../../harness/suite.ts';
import { codeOf, KEYS, newKiosk, SIGNING } from './kit.ts';

const test = suite('Authority of the fleet');

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-authority-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function open(folder: string): Promise<Authority> {
  const authority = new Authority({
    keeper: new AuthorityFiles(folder),
    clock: systemClock,
    random: systemRandom,
    tenant: 'demo',
    clientDays: 90,
  });
  await authority.start();
  return authority;
}

test('is made once, with a key that only its owner reads', async (t) => {
  const folder = folderOf(t);
  const { ca } = await open(folder);
  assert.is((await open(folder)).ca, ca);
  assert.is(statSync(join(folder, AUTHORITY_KEY)).mode & 0o777, 0o600);
});

test('is not made anew in place of half an old one, nor with a key of another', async (t) => {
  const folder = folderOf(t);
  await open(folder);
  const other = folderOf(t);
  await open(other);
  writeFileSync(join(folder, AUTHORITY_KEY), readFileSync(join(other, AUTHORITY_KEY)));
  assert.is(await codeOf(open(folder)), 'TW_AUTHORITY_UNUSABLE');
  unlinkSync(join(folder, AUTHORITY_KEY));
  assert.is(await codeOf(open(folder)), 'TW_AUTHORITY_UNUSABLE');
});

test('issues what OpenSSL accepts for clients and for servers, and refuses what was revoked', async (t) => {
  const folder = folderOf(t);
  const authority = await open(folder);
  const { csr } = await newKiosk();
  const subject = { clientId: 'tapwall-demo-mil-01-kiosk-1', uri: 'tapwall://tapwall/demo/mil-01/kiosk-1' };
  const client = await authority.issueClient(await readCsr(csr), subject);
  const server = await authority.issueServer(['hub.example', '192.0.2.1']);
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const ca = join(folder, AUTHORITY_CERTIFICATE);
  const none = file('none.crl', await authority.revocations([]));
  const verify = (args: string[]): string => {
    try {
      return execFileSync('openssl', ['verify', '-x509_strict', '-CAfile', ca, ...args], {
        encoding: 'utf8',
        stdio: 'pipe',
      });
    } catch (error) {
      return (error as { stderr: string }).stderr;
    }
  };
  const check = ['-crl_check', '-CRLfile'];
  const clientFile = file('client.pem', client.certificate);
  assert.match(verify([...check, none, '-purpose', 'sslclient', clientFile]), /OK/);
  assert.match(verify(['-purpose', 'sslserver', clientFile]), /unsupported certificate purpose|unsuitable/);
  const names = ['-verify_hostname', 'hub.example', '-verify_ip', '192.0.2.1'];
  assert.match(verify(['-purpose', 'sslserver', ...names, file('server.pem', server.cert)]), /OK/);
  const revoked = await authority.revocations([{ serial: client.serial, revokedAt: Date.now() }]);
  assert.match(verify([...check, file('one.crl', revoked), clientFile]), /certificate revoked/);
});

test('takes no request that is weak, damaged, or signed by another key', async () => {
  const request = async (algorithm: object, signing: object): Promise<string> => {
    const keys = await webcrypto.subtle.generateKey(algorithm as typeof KEYS, true, ['sign', 'verify']);
    const made = await x509.Pkcs10CertificateRequestGenerator.create(
      { name: 'CN=x', keys, signingAlgorithm: signing as typeof SIGNING },
      webCrypto,
    );
    return made.toString('pem');
  };
  const rsa = (modulusLength: number, hash: string): object => ({
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash,
  });
  assert.is(await codeOf(readCsr(await request(KEYS, SIGNING))), 'resolved');
  assert.is(await codeOf(readCsr(await request(rsa(2048, 'SHA-256'), rsa(2048, 'SHA-256')))), 'resolved');
  assert.is(
    await codeOf(readCsr(await request(rsa(1024, 'SHA-256'), rsa(1024, 'SHA-256')))),
    'TW_CSR_INVALID',
  );
  assert.is(await codeOf(readCsr(await request(rsa(2048, 'SHA-1'), rsa(2048, 'SHA-1')))), 'TW_CSR_INVALID');
  assert.is(await codeOf(readCsr('nothing')), 'TW_CSR_INVALID');
  const mine = await newKiosk();
  const theirs = await newKiosk();
  const raw = Buffer.from(x509.PemConverter.decodeFirst(mine.csr));
  const at = raw.indexOf(Buffer.from(mine.spki));
  Buffer.from(theirs.spki).copy(raw, at);
  const forged = x509.PemConverter.encode(raw, 'CERTIFICATE REQUEST');
  assert.is(await codeOf(readCsr(forged)), 'TW_CSR_INVALID');
});
