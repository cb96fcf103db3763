"""Two letters for each person: unique, stable, and what one would expect."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.initials import letters_typed, two_letters

NAMES = st.one_of(
    st.text(max_size=12),
    st.text("ab ", min_size=1, max_size=4),
    st.sampled_from(
        ["A", "Ada Quill", "Al Quill", "Ädä Qüill", "王伟", "Øyvind Ås", "Иван Петров"]
    ),
)
ROSTERS = st.lists(NAMES, max_size=60).map(
    lambda names: {f"h{place}": name for place, name in enumerate(names)}
)


@given(ROSTERS)
def test_everybody_has_two_letters_of_their_own(names: dict[str, str]) -> None:
    codes = two_letters(names)

    assert set(codes) == set(names)
    assert len(set(codes.values())) == len(codes)
    for code in codes.values():
        assert len(code) == 2
        assert code.isascii()
        assert code.isalpha()
        assert code.islower()
        assert letters_typed(code.upper()) == code


@given(ROSTERS, NAMES)
def test_who_comes_later_changes_no_code(names: dict[str, str], late: str) -> None:
    assert two_letters(names).items() <= two_letters({**names, "late": late}).items()


def test_codes_are_what_one_expects() -> None:
    names = {
        "ada-quill": "Ada Quill",
        "al-quill": "Al Quill",
        "ann-quill": "Ann Quill",
        "eva": "Éva",
        "x": "X",
        "x2": "X",
        "wang-wei": "王伟",
        "oyvind": "Øyvind Ås",
        "jose-maria": "José María Núñez de la Cruz",
    }

    assert two_letters(names) == {
        "ada-quill": "aq",
        "al-quill": "al",
        "ann-quill": "an",
        "eva": "ev",
        "x": "xa",
        "x2": "xb",
        "wang-wei": "ww",
        "oyvind": "oa",
        "jose-maria": "jc",
    }


def test_more_people_than_two_letters_get_digits_then_nothing() -> None:
    codes = two_letters({f"p{place}": "Same Name" for place in range(1000)})

    assert len(codes) == len(set(codes.values())) == 26 * 26 + 26 * 10


def test_typed_letters_are_read_as_codes_are_written() -> None:
    assert letters_typed(" DT, Ls ") == "dtls"
    assert letters_typed("Éa/ø2") == "eao2"
