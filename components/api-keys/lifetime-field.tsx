import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { type KeyLifetime, keyLifetimes } from "#lib/features/api-keys/model/key-lifetime.ts";

interface Props {
  label: string;
  value: KeyLifetime;
  onChange(lifetime: KeyLifetime): void;
  error?: string | undefined;
}

/** When a key ends by itself. */
export function LifetimeField({ label, value, onChange, error }: Props) {
  return (
    <Field label={label} hint="A key can be revoked at any time." error={error}>
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value as KeyLifetime)}>
          {(Object.keys(keyLifetimes) as KeyLifetime[]).map((lifetime) => (
            <option key={lifetime} value={lifetime}>
              {keyLifetimes[lifetime] === null ? "Never" : `In ${keyLifetimes[lifetime]} days`}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
