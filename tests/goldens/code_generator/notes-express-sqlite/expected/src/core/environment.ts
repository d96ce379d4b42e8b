/** Reads settings from the texts of an environment. */

import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { Secret } from './secret.ts';

/** The texts of an environment, by the names of their variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting, read from a text. */
export type Reader<Value> = z.ZodType<Value, string>;

type Bounds = Readonly<Partial<Record<'min' | 'max', number>>>;

const WHOLE = /^[+-]?[0-9]+(?:\.0+)?$/;
const FRACTION = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
const YES: readonly string[] = ['1', 'true', 't', 'yes', 'y', 'on'];
const NO: readonly string[] = ['0', 'false', 'f', 'no', 'n', 'off'];

/** Read a setting; what `read` throws tells what is wrong with the text. */
export function reading<Value>(read: (text: string) => Value): Reader<Value> {
  return z.string({ error: 'Must be given.' }).transform((text, context) => {
    try {
      return read(text);
    } catch (error) {
      if (!(error instanceof Error)) {
        throw error;
      }
      // The text itself is never repeated: it may be a secret.
      context.issues.push({ code: 'custom', message: error.message, input: undefined });
      return z.NEVER;
    }
  });
}

/** A whole number. */
export function whole(bounds: Bounds = {}): Reader<number> {
  return numeric(WHOLE, 'Must be a whole number.', bounds);
}

/** A number. */
export function fraction(bounds: Bounds = {}): Reader<number> {
  return numeric(FRACTION, 'Must be a number.', bounds);
}

function numeric(form: RegExp, message: string, { min = -Infinity, max = Infinity }: Bounds): Reader<number> {
  return reading((text) => {
    if (!form.test(text.trim())) {
      throw new Error(message);
    }
    const value = Number(text);
    if (value < min) {
      throw new Error(`Must be ${min} or more.`);
    }
    if (value > max) {
      throw new Error(`Must be ${max} or less.`);
    }
    return value;
  });
}

/** `true` or `false`. */
export function flag(): Reader<boolean> {
  return reading((text) => {
    const word = text.toLowerCase();
    if (!YES.includes(word) && !NO.includes(word)) {
      throw new Error('Must be true or false.');
    }
    return YES.includes(word);
  });
}

/** A text, of a certain form where a pattern says so. */
export function text({ pattern }: { readonly pattern?: RegExp } = {}): Reader<string> {
  return reading((value) => {
    if (pattern?.test(value) === false) {
      throw new Error('Does not have the form that is asked for.');
    }
    return value;
  });
}

/** A secret; `check` throws what is wrong with it. */
export function secret(check?: (value: string) => void): Reader<Secret> {
  return reading((value) => {
    check?.(value);
    return new Secret(value);
  });
}

/** Texts with commas between them; `read` throws what is wrong with one of them. */
export function list<Item>(read: (text: string) => Item): Reader<readonly Item[]> {
  return reading((value) => value.split(',').map((part) => part.trim()).filter((part) => part !== '').map(read));
}

/** The environment of the process, over what stands in the file `.env`; empty values are none. */
export function processEnvironment(): Environment {
  return { ...withoutEmpty(fileVariables('.env')), ...withoutEmpty(process.env) };
}

/** Return what is not empty. */
export function withoutEmpty(variables: Environment): Environment {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
}

function fileVariables(path: string): Environment {
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return {};
    }
    throw error;
  }
}
