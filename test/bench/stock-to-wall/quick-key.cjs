'use strict';
/** What docs/guides/connect-vendure.md tells the owner of a shop to configure; runs inside the shop. */
const { createHash, timingSafeEqual } = require('node:crypto');
const { RandomBytesApiKeyStrategy } = require('@vendure/core');
const { config } = require('./config');

const sha256 = (key) => createHash('sha256').update(key).digest();
config.authOptions.adminApiKeyStrategy = new RandomBytesApiKeyStrategy({
  hashingStrategy: {
    hash: async (key) => sha256(key).toString('hex'),
    check: async (key, hash) => timingSafeEqual(sha256(key), Buffer.from(hash, 'hex')),
  },
  lastUsedAtUpdateInterval: '15m',
});
