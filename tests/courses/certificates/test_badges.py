"""Digital badges, read by a library that is not ours: signed, whole, nobody's name in them, and revoked when they are."""

import json
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import jsonschema
import pytest
from joserfc.jwk import RSAKey
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier
from openbadgeslib.ob3.status import decode_encoded_list, set_indices

from courses.certificates import signing, standing
from courses.certificates.badge import credential
from courses.certificates.issuer_key import BadKey, kept_key, private_keys
from courses.certificates.models import Certificate
from courses.certificates.rules import asked_by
from courses.certificates.status_list import SIZE
from courses.cohorts.models import Cohort
from tests.factories import certificates as award
from tests.factories import cohorts as make
from tests.factories import fieldlog as field
from tests.factories import people

NUMBER = "JH-2027-7K3F9Q"
SITE, DID = "https://yaodu.example", "did:web:yaodu.example"
NOW = make.NOW
AWARDED = NOW.date()


@pytest.fixture
def certificate(trainee, settings):
    settings.BASE_URL = SITE
    days = {"awarded_on": AWARDED - timedelta(days=30), "studied_from": AWARDED - timedelta(days=90)}
    return award.certificate(make.enrolment(make.cohort(award.camp()), trainee), **days)


@pytest.fixture
def fetch(client):
    """What a verifier elsewhere does: ask the site for the address it was given."""

    def get(url: str) -> bytes:
        assert url.startswith(f"{SITE}/")
        answer = client.get(url.removeprefix(SITE))
        assert answer.status_code == 200, url
        assert answer["Access-Control-Allow-Origin"] == "*"
        return answer.content

    return get


def badge(client, number: str = NUMBER) -> str:
    return client.get(f"/badges/{number}/").content.decode()


def verified(token: str, fetch):
    """By another library, from the issuer's name alone: keys from its did:web, the list of revocations from the badge."""
    return OB3Verifier.for_issuer_did(DID, download=fetch).verify(token, check_status=True, download=fetch)


def test_another_library_verifies_it_from_the_issuers_name_alone(client, certificate, fetch):
    told = verified(badge(client), fetch)
    assert (told.id, told.issuer.id) == (f"{SITE}/badges/{NUMBER}/", DID)
    assert told.achievement.name == "电商创业训练营 · E-commerce boot camp"
    assert "2 件作业全部由导师审核通过" in told.achievement.criteria_narrative
    assert "All 2 pieces of coursework approved by a mentor" in told.achievement.criteria_narrative


def test_a_changed_badge_or_another_key_fails(client, certificate, fetch, settings):
    head, body, signature = badge(client).split(".")
    changed = ("A" if body[20] != "A" else "B").join((body[:20], body[21:]))
    with pytest.raises(OB3VerificationError):
        verified(".".join((head, changed, signature)), fetch)
    settings.BADGE_KEY = RSAKey.generate_key(2048).as_pem(private=True).decode()
    with pytest.raises(OB3VerificationError):
        verified(f"{head}.{body}.{signature}", fetch)


def test_badges_of_an_old_key_verify_while_it_is_kept_behind_the_new_one(client, certificate, fetch, settings):
    old = badge(client)
    new = RSAKey.generate_key(2048).as_pem(private=True).decode()
    settings.BADGE_KEY = new + kept_key(Path(settings.DATA_DIR) / "badge-key.pem")
    assert verified(old, fetch).id == verified(badge(client), fetch).id
    assert [one["kid"] for one in json.loads(fetch(f"{SITE}/.well-known/jwks.json"))["keys"]] == [
        signing.key_id(key) for key in private_keys(settings.BADGE_KEY)
    ]


def test_a_revoked_badge_is_seen_revoked_and_a_reinstated_certificate_gets_another(client, certificate, fetch):
    manager, first = people.person(role="programme manager"), badge(client)
    standing.revoke(certificate=certificate, by=manager, reason="照片不是本人拍的", at=NOW)
    assert badge(client) == first  # the badge is the same: that it is revoked, the list says
    with pytest.raises(OB3VerificationError, match="revocation"):
        verified(first, fetch)
    standing.reinstate(certificate=certificate, by=manager, reason="照片是本人的", at=NOW)
    assert verified(badge(client), fetch).id == f"{SITE}/badges/{NUMBER}/?edition=2"
    with pytest.raises(OB3VerificationError, match="revocation"):
        verified(first, fetch)


def test_exactly_its_own_bit_is_set(client, certificate, fetch):
    standing.revoke(certificate=certificate, by=people.person(), reason="弄错了", at=NOW)
    listed = signing.jwt.decode(fetch(f"{SITE}/badges/status/0/0/").decode(), signing.keys()[0]).claims
    bits = decode_encoded_list(listed["credentialSubject"]["encodedList"])
    assert (len(bits) * 8, set_indices(bits)) == (SIZE, {certificate.pk})
    assert client.get("/badges/status/0/1/", follow=True).status_code == 404  # no badge points there
    assert client.get("/badges/status/2/0/", follow=True).status_code == 404


def test_it_tells_nobody_who_the_holder_is_but_lets_a_name_be_checked(client, certificate, fetch, trainee):
    told = json.dumps(credential(certificate, asked_by(certificate.cohort.programme_key), 0), ensure_ascii=False)
    for private in (certificate.holder_name, str(trainee.phone), str(trainee.phone).removeprefix("+86")):
        assert private not in told
    (identity,) = json.loads(told)["credentialSubject"]["identifier"]
    assert identity["identityHash"] == "sha256$" + sha256(f"盘美花{NUMBER}".encode()).hexdigest()


def needs(**properties) -> dict:
    return {"type": "object", "properties": properties, "required": list(properties)}


def holds(word: str) -> dict:
    return {"type": "array", "items": {"type": "string"}, "contains": {"const": word}}


TEXT, ADDRESS = {"type": "string", "minLength": 1}, {"type": "string", "pattern": r"^(https://|did:web:)\S+$"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"}
PICTURE = needs(id=ADDRESS, type={"const": "Image"})
PROFILE = needs(id=ADDRESS, type=holds("Profile"), name=TEXT, url=ADDRESS, image=PICTURE)
IDENTITY = needs(type={"const": "IdentityObject"}, hashed={"const": True}, identityHash={"pattern": r"^sha256\$[0-9a-f]{64}$"},
                 identityType={"pattern": r"^ext:[a-zA-Z0-9._-]+$"}, salt=TEXT) | {"additionalProperties": False}  # fmt: skip
ACHIEVEMENT = needs(id=ADDRESS, type=holds("Achievement"), name=TEXT, description=TEXT, creator=PROFILE, image=PICTURE,
                    criteria=needs(id=ADDRESS, narrative=TEXT), achievementType={"const": "CertificateOfCompletion"})  # fmt: skip
CREDENTIAL = needs(
    **{"@context": {"const": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]}},
    id=ADDRESS, type={"allOf": [holds("VerifiableCredential"), holds("AchievementCredential")]}, name=TEXT, issuer=PROFILE,
    validFrom=MOMENT, awardedDate=MOMENT,
    credentialSubject=needs(type=holds("AchievementSubject"), achievement=ACHIEVEMENT, licenseNumber=TEXT, term=TEXT,
                            identifier={"type": "array", "minItems": 1, "items": IDENTITY},
                            activityStartDate=MOMENT, activityEndDate=MOMENT),
    evidence={"type": "array", "items": needs(id=ADDRESS, type=holds("Evidence"), narrative=TEXT)},
    credentialStatus=needs(id=ADDRESS, type={"const": "BitstringStatusListEntry"}, statusPurpose={"const": "revocation"},
                           statusListIndex={"type": "string", "pattern": r"^\d+$"}, statusListCredential=ADDRESS),
)  # fmt: skip


def test_it_has_the_form_that_the_specification_asks_for(client, programme, certificate, fetch):
    """Of Open Badges 3.0, appendix B, the members we use, required where the specification requires them."""
    Cohort.objects.update(programme_key=programme.translation_key)
    certificate.refresh_from_db()
    field.rule(certificate.enrolment)
    asked = asked_by(certificate.cohort.programme_key)
    jsonschema.validate(told := credential(certificate, asked, 0), CREDENTIAL)
    about = json.loads(fetch(told["credentialSubject"]["achievement"]["id"]))
    jsonschema.validate(about, ACHIEVEMENT)
    assert about["criteria"] == told["credentialSubject"]["achievement"]["criteria"]
    assert "田间记录至少 3 条，其中至少 1 条由第二人到现场核实" in about["criteria"]["narrative"]
    jsonschema.validate(json.loads(fetch(f"{SITE}/badges/issuer/")), PROFILE)


def test_the_picture_carries_the_badge(client, certificate, fetch):
    picture = client.get(f"/badges/{NUMBER}/badge.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert verified(OB3Verifier.extract_token_from_svg(picture.content), fetch).id == f"{SITE}/badges/{NUMBER}/"


def test_an_unknown_number_or_boot_camp_is_404(client, certificate):
    for path in ("JH-2099-XXXXXX/", "JH-2099-XXXXXX/badge.svg", "achievements/00000000-0000-0000-0000-000000000000/"):
        assert client.get(f"/badges/{path}", follow=True).status_code == 404
    Certificate.objects.all().delete()
    assert client.get("/badges/status/0/0/", follow=True).status_code == 404


def test_a_key_is_refused_with_the_reason(tmp_path):
    public = RSAKey.generate_key(2048).as_pem(private=False).decode()
    for pem, why in (("", "no key"), (public, "public"), ("-----BEGIN X-----\n?\n-----END X-----", "not an RSA key")):
        with pytest.raises(BadKey, match=why):
            private_keys(pem)
    kept = kept_key(tmp_path / "new" / "key.pem")
    assert kept_key(tmp_path / "new" / "key.pem") == kept
    assert (tmp_path / "new" / "key.pem").stat().st_mode & 0o077 == 0
    assert private_keys(kept.replace("\n", "\\n"))[0].thumbprint() == private_keys(kept)[0].thumbprint()
