"""What a value must be, in words that do not depend on the library that checks it."""

from typing import Any

_MESSAGES = {
    "missing": "Must be given.",
    "extra_forbidden": "Is not known here.",
    "enum": "Must be one of: {expected}.",
    "literal_error": "Must be one of: {expected}.",
    "string_too_short": "Must have {min_length} characters at least.",
    "string_too_long": "Must have {max_length} characters at most.",
    "bytes_too_short": "Must have {min_length} bytes at least.",
    "bytes_too_long": "Must have {max_length} bytes at most.",
    "too_short": "Must have {min_length} items at least.",
    "too_long": "Must have {max_length} items at most.",
    "string_pattern_mismatch": "Does not have the form that is asked for.",
    "greater_than_equal": "Must be {ge} or more.",
    "less_than_equal": "Must be {le} or less.",
    "finite_number": "Must be a finite number.",
    "decimal_max_digits": "Must have {max_digits} digits at most.",
    "decimal_max_places": "Must have {decimal_places} digits after the point at most.",
    "decimal_whole_digits": "Must have {whole_digits} digits before the point at most.",
    "string_type": "Must be a string.",
    "bool_type": "Must be true or false.",
    "bool_parsing": "Must be true or false.",
    "int_type": "Must be a whole number.",
    "int_parsing": "Must be a whole number.",
    "float_type": "Must be a number.",
    "float_parsing": "Must be a number.",
    "list_type": "Must be an array.",
    "tuple_type": "Must be an array.",
    "dict_type": "Must be an object.",
    "model_type": "Must be an object.",
    "model_attributes_type": "Must be an object.",
    "json_invalid": "Is nested too deeply.",
}


def message_of(finding: Any) -> str:
    """Return what is wrong, by a finding of the models; its value is never repeated."""
    kind = finding["type"]
    # Bytes that came as a text are a list of items to whoever counts them.
    counted = f"bytes_{kind}" if isinstance(finding.get("input"), str) else kind
    template = _MESSAGES.get(counted, _MESSAGES.get(kind))
    if template is None:
        return str(finding["msg"]).removeprefix("Value error, ")
    # A bound that is a decimal comes as Python spells it.
    facts = {name: str(value).removeprefix("Decimal('") for name, value in finding.get("ctx", {}).items()}
    return template.format(**{name: value.removesuffix("')") for name, value in facts.items()})
