/** Node's Web Crypto as the certificate library wants it: its types speak of the browser's, which is the same thing. */
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import type { X509CrlGenerator } from '@peculiar/x509';

type LibraryCrypto = NonNullable<Parameters<typeof X509CrlGenerator.create>[1]>;

export const webCrypto = webcrypto as unknown as LibraryCrypto;
