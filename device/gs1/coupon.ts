/** North American coupons, AI (8110) and (8112): fields whose length a digit before them tells. */
import { isDate } from './dates.ts';

/** Reads fields off the front; after the first one that is not there everything fails. */
class Fields {
  #rest: string;
  #isGood: boolean;

  constructor(text: string) {
    this.#rest = text;
    this.#isGood = /^\d+$/.test(text);
  }

  /** A field of so many digits; empty when they are not there. */
  take(length: number): string {
    this.#isGood &&= this.#rest.length >= length;
    const field = this.#isGood ? this.#rest.slice(0, length) : '';
    this.#rest = this.#rest.slice(length);
    return field;
  }

  /** A digit out of these. */
  one(allowed: string): string {
    const digit = this.take(1);
    this.#isGood &&= digit !== '' && allowed.includes(digit);
    return digit;
  }

  /** A digit out of these, and as many digits more as it says beyond `base`. */
  sized(allowed: string, base: number): void {
    this.take(Number(this.one(allowed)) + base);
  }

  /** Takes the digit that announces an optional field, if it is next. */
  begins(digit: string): boolean {
    if (!this.#isGood || !this.#rest.startsWith(digit)) return false;
    this.#rest = this.#rest.slice(1);
    return true;
  }

  require(isTrue: boolean): void {
    this.#isGood &&= isTrue;
  }

  get isComplete(): boolean {
    return this.#isGood && this.#rest === '';
  }
}

const ANY = '0123456789';
/** Company prefixes have six digits more than their length digit says. */
const PREFIX = '0123456';

/** Requirement, its code, family code. */
function takePurchase(fields: Fields): void {
  fields.sized('12345', 0);
  fields.one('012349');
  fields.take(3);
}

/** A purchase and the company it is made from; 9 stands for the one of the coupon. */
function takeFurtherPurchase(fields: Fields): void {
  takePurchase(fields);
  if (!fields.begins('9')) fields.sized(PREFIX, 6);
}

function takeDates(fields: Fields): void {
  let expiry: string | undefined;
  if (fields.begins('3')) {
    expiry = fields.take(6);
    fields.require(isDate(`20${expiry}`));
  }
  if (fields.begins('4')) {
    const start = fields.take(6);
    fields.require(isDate(`20${start}`) && (expiry === undefined || start <= expiry));
  }
}

function takeFlags(fields: Fields): void {
  fields.one('01256');
  fields.one('012');
  fields.one(ANY);
  fields.one('01');
}

/** The coupon code of AI (8110). */
export function isCouponCode(value: string): boolean {
  const fields = new Fields(value);
  fields.sized(PREFIX, 6);
  fields.take(6);
  fields.sized('12345', 0);
  takePurchase(fields);
  if (fields.begins('1')) {
    fields.one('0123');
    takeFurtherPurchase(fields);
  }
  if (fields.begins('2')) takeFurtherPurchase(fields);
  takeDates(fields);
  if (fields.begins('5')) fields.sized(ANY, 6);
  if (fields.begins('6')) fields.sized('1234567', 6);
  if (fields.begins('9')) takeFlags(fields);
  return fields.isComplete;
}

/** The positive offer of AI (8112): format, funder, offer code, serial number. */
export function isPositiveOffer(value: string): boolean {
  const fields = new Fields(value);
  fields.one('01');
  fields.sized(PREFIX, 6);
  fields.take(6);
  fields.sized(ANY, 6);
  return fields.isComplete;
}
