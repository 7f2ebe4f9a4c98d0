import * as assert from 'uvu/assert';
import { isPublicAddress } from '../../../../broker/hub/fetch/addresses.ts';
import { checkUrl } from '../../../../broker/hub/fetch/host-rules.ts';
import { suite } from '../../../harness/suite.ts';
import { refusal } from './support/fetch-kit.ts';

const test = suite('Fetch: addresses and hosts');

test('tells the public internet from everything else', () => {
  const open = [
    '1.1.1.1',
    '100.63.255.255',
    '172.32.0.1',
    '192.169.0.1',
    '223.255.255.255',
    '2606:4700::1111',
    '2a00::1',
  ];
  const closed = [
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.9.9.9',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '203.0.113.9',
    '224.0.0.1',
    '239.255.255.250',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::a9fe:a9fe',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'feed.example',
    '',
    '1.2.3',
  ];
  assert.equal(
    open.filter((address) => !isPublicAddress(address)),
    [],
  );
  assert.equal(closed.filter(isPublicAddress), []);
});

test('takes hosts by exact name, and all below a suffix but not the suffix itself', async () => {
  const rules = { hosts: ['Feeds.Example', '*.cdn.example'], internalHosts: ['pim', '[::1]', '127.0.0.1'] };
  const verdict = async (url: string): Promise<string> =>
    (await refusal((async () => checkUrl(new URL(url), rules))())).code;
  const allowed = [
    'https://feeds.example/a',
    'http://FEEDS.example.:81/',
    'https://a.cdn.example',
    'https://a.b.cdn.example',
  ];
  const inside = [
    'http://pim/x',
    'http://[::1]:80',
    'http://127.0.0.1:9',
    'http://0x7f.1',
    'http://2130706433',
  ];
  for (const url of [...allowed, ...inside]) assert.is(await verdict(url), 'none', url);
  const refused = [
    'https://cdn.example',
    'https://evilcdn.example',
    'https://feeds.example.evil.test',
    'https://x.feeds.example',
    'ftp://feeds.example',
    'file:///etc/passwd',
    'https://user:pw@feeds.example',
    'http://127.0.0.2',
    'http://pim.local',
  ];
  for (const url of refused) assert.is(await verdict(url), 'TW_FETCH_REFUSED', url);
});
