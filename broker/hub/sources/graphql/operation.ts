/** One question to a GraphQL server, and what an answer to it must look like. */
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { BrokerError } from '../../../errors.ts';

export interface Operation<Answer> {
  /** Of the operation inside the text: for logs and errors. */
  name: string;
  text: string;
  /** True for what may be asked twice with no more effect than once. */
  repeatable: boolean;
  /** @throws BrokerError TW_SOURCE_ANSWER */
  read(data: unknown): Answer;
}

/** A question. Fields that nobody asked for are let through; a field that is not what it should be is not. */
export function query<Answer extends TSchema>(text: string, answer: Answer): Operation<Static<Answer>> {
  return operation(text, answer, true);
}

/** A change. Asked again only when the server cannot have seen it. */
export function mutation<Answer extends TSchema>(text: string, answer: Answer): Operation<Static<Answer>> {
  return operation(text, answer, false);
}

function operation<Answer extends TSchema>(
  text: string,
  answer: Answer,
  repeatable: boolean,
): Operation<Static<Answer>> {
  const check = Compile(answer);
  const name = /^\s*(?:query|mutation)\s+(\w+)/.exec(text)?.[1] ?? '';
  return {
    name,
    text,
    repeatable,
    read: (data) => {
      if (check.Check(data)) return data;
      const [mistake] = check.Errors(data);
      const where = mistake === undefined ? '' : ` at ${mistake.instancePath || '/'}`;
      throw new BrokerError('TW_SOURCE_ANSWER', `The answer to ${name} is not what was asked for${where}.`);
    },
  };
}
