//! NTLM (MS-NLMP, version 2), in three requests like Postman's (docs/postman-semantics.md §6.9).
//!
//! The server authenticates the connection. The transport must keep it open between requests, as both transports of
//! this crate do.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use md4::{Digest as _, Md4};
use md5::Md5;

use super::hmac::hmac;
use super::{AuthError, Authorize, Defaults, Login, LoginScheme, Parameters, Secret};
use crate::{Request, Response, auth, clock, encoding};

const SIGNATURE: &[u8; 8] = b"NTLMSSP\0";

/// Unicode, OEM, request target, NTLM, always sign, extended session security (MS-NLMP §2.2.2.5).
const FLAGS: u32 = 0x0008_8207;

/// A Windows account: Postman's `ntlm`.
#[derive(Debug, Clone)]
pub struct Ntlm {
    username: String,
    password: Secret,
    domain: String,
    workstation: String,
}

impl Ntlm {
    /// Takes `user`, `DOMAIN\user` or `user@domain`.
    pub fn new(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        let (username, domain) = split(&username.into());
        Self {
            username,
            password: password.into(),
            domain,
            workstation: String::new(),
        }
    }

    /// Sets the domain.
    #[must_use]
    pub fn domain(mut self, domain: impl Into<String>) -> Self {
        self.domain = domain.into();
        self
    }

    /// Sets the name of the client's computer.
    #[must_use]
    pub fn workstation(mut self, workstation: impl Into<String>) -> Self {
        self.workstation = workstation.into();
        self
    }

    fn authenticate(&self, challenge: &Challenge, nonce: [u8; 8], time: u64) -> Vec<u8> {
        let key = self.response_key();
        let mut proof_input = challenge.nonce.to_vec();
        let mut blob = vec![1, 1, 0, 0, 0, 0, 0, 0];
        blob.extend_from_slice(&time.to_le_bytes());
        blob.extend_from_slice(&nonce);
        blob.extend_from_slice(&[0; 4]);
        blob.extend_from_slice(&challenge.target_info);
        blob.extend_from_slice(&[0; 4]);
        proof_input.extend_from_slice(&blob);
        let mut nt_response = hmac::<Md5>(&key, &proof_input);
        nt_response.extend_from_slice(&blob);

        let mut lm_response = hmac::<Md5>(&key, &[challenge.nonce, nonce].concat());
        lm_response.extend_from_slice(&nonce);

        let fields = [
            lm_response,
            nt_response,
            utf16(&self.domain),
            utf16(&self.username),
            utf16(&self.workstation),
            Vec::new(),
        ];
        let mut message = [SIGNATURE.as_slice(), &3_u32.to_le_bytes()].concat();
        let mut offset = 64;
        for field in &fields {
            let length = u16::try_from(field.len()).unwrap_or(u16::MAX);
            message.extend_from_slice(&length.to_le_bytes());
            message.extend_from_slice(&length.to_le_bytes());
            message.extend_from_slice(&u32::try_from(offset).unwrap_or(u32::MAX).to_le_bytes());
            offset += field.len();
        }
        message.extend_from_slice(&(FLAGS & challenge.flags).to_le_bytes());
        message.extend(fields.concat());
        message
    }

    /// `NTOWFv2` (MS-NLMP §3.3.2).
    fn response_key(&self) -> Vec<u8> {
        let password_hash = Md4::digest(utf16(self.password.expose()));
        hmac::<Md5>(
            &password_hash,
            &utf16(&format!("{}{}", self.username.to_uppercase(), self.domain)),
        )
    }
}

/// Splits `DOMAIN\user` or `user@domain` into user and domain.
fn split(account: &str) -> (String, String) {
    if let Some((domain, user)) = account.split_once('\\') {
        return (user.to_owned(), domain.to_owned());
    }
    if let Some((user, domain)) = account.split_once('@') {
        return (user.to_owned(), domain.to_owned());
    }
    (account.to_owned(), String::new())
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// The first message: what the client supports.
fn negotiate() -> Vec<u8> {
    [
        SIGNATURE.as_slice(),
        &1_u32.to_le_bytes(),
        &FLAGS.to_le_bytes(),
        &[0; 16],
    ]
    .concat()
}

/// The second message, from the server.
struct Challenge {
    nonce: [u8; 8],
    flags: u32,
    target_info: Vec<u8>,
}

impl Challenge {
    fn parse(message: &[u8]) -> Option<Self> {
        let u32_at = |at: usize| {
            Some(u32::from_le_bytes(
                message.get(at..at + 4)?.try_into().ok()?,
            ))
        };
        if message.get(..8)? != SIGNATURE || u32_at(8)? != 2 {
            return None;
        }
        let length = usize::from(u16::from_le_bytes(message.get(40..42)?.try_into().ok()?));
        let offset = usize::try_from(u32_at(44)?).ok()?;
        Some(Self {
            nonce: message.get(24..32)?.try_into().ok()?,
            flags: u32_at(20)?,
            target_info: message.get(offset..offset.checked_add(length)?)?.to_vec(),
        })
    }
}

/// The first `NTLM` or `Negotiate` challenge: its scheme, and its message if it has one.
fn find_challenge(response: &Response) -> Option<(&'static str, Option<Vec<u8>>)> {
    let challenges = auth::Challenge::parse_all(&response.headers);
    challenges.into_iter().find_map(|challenge| {
        let scheme = ["NTLM", "Negotiate"]
            .into_iter()
            .find(|known| challenge.scheme.eq_ignore_ascii_case(known))?;
        let message = challenge
            .token
            .and_then(|token| STANDARD.decode(token).ok());
        Some((scheme, message))
    })
}

/// The seconds from 1601-01-01, where Windows starts to count, to 1970-01-01.
const EPOCHS_APART: u64 = 11_644_473_600;

/// A time as Windows counts it: in units of 100 nanoseconds since 1601.
fn file_time(now: SystemTime) -> u64 {
    let since_1970 = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    let since_1601 = since_1970 + Duration::from_secs(EPOCHS_APART);
    u64::try_from(since_1601.as_nanos() / 100).unwrap_or(u64::MAX)
}

/// Reads Postman's parameters: `username`, `password`, `domain`, `workstation`.
impl From<&Parameters> for Ntlm {
    fn from(parameters: &Parameters) -> Self {
        let mut ntlm = match parameters.get("domain") {
            None => Self::new(parameters.text("username"), parameters.text("password")),
            Some(domain) => Self {
                username: parameters.text("username"),
                password: parameters.text("password").into(),
                domain: domain.to_owned(),
                workstation: String::new(),
            },
        };
        ntlm.workstation = parameters.text("workstation");
        ntlm
    }
}

/// Completes `domain`, unless the user name contains one, and `workstation`.
impl Defaults for Ntlm {
    fn complete(mut self, parameters: &Parameters) -> Result<Self, AuthError> {
        for (field, key) in [
            (&mut self.domain, "domain"),
            (&mut self.workstation, "workstation"),
        ] {
            if field.is_empty() {
                *field = parameters.text(key);
            }
        }
        Ok(self)
    }
}

impl Authorize for Ntlm {
    fn login(&self) -> Option<Login> {
        let user = match self.domain.as_str() {
            "" => self.username.clone(),
            domain => format!("{domain}\\{}", self.username),
        };
        Some(Login {
            scheme: LoginScheme::Ntlm,
            user,
            password: self.password.clone(),
        })
    }

    /// Adds nothing: the first request is sent without credentials.
    fn authorize(&self, _: &mut Request) -> Result<(), AuthError> {
        Ok(())
    }

    fn challenge(
        &self,
        request: &mut Request,
        response: &Response,
        attempt: u32,
    ) -> Result<bool, AuthError> {
        if !matches!(response.status.as_u16(), 401 | 403) {
            return Ok(false);
        }
        let message = match (attempt, find_challenge(response)) {
            (0, Some((scheme, _))) => (scheme, negotiate()),
            (1, Some((scheme, Some(message)))) => {
                let challenge = Challenge::parse(&message)
                    .ok_or_else(|| AuthError::new("the server's NTLM challenge is malformed"))?;
                let mut nonce = [0; 8];
                getrandom::fill(&mut nonce)?;
                (
                    scheme,
                    self.authenticate(&challenge, nonce, file_time(clock::now())),
                )
            }
            _ => return Ok(false),
        };
        let (scheme, message) = message;
        request.set_secret_header(
            "Authorization",
            &format!("{scheme} {}", encoding::base64(message)),
        );
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(hex: &str) -> Vec<u8> {
        (0..hex.len())
            .step_by(2)
            .map(|i| u8::from_str_radix(&hex[i..i + 2], 16).expect("hex"))
            .collect()
    }

    /// The example of MS-NLMP §4.2.4.
    #[test]
    fn responses_are_those_of_the_specification() {
        let ntlm = Ntlm::new("User", "Password").domain("Domain");
        assert_eq!(
            ntlm.response_key(),
            bytes("0c868a403bfd7a93a3001ef22ef02e3f")
        );
        let challenge = Challenge {
            nonce: [0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef],
            flags: FLAGS,
            target_info: bytes(
                "02000c0044006f006d00610069006e0001000c00530065007200760065007200 00000000"
                    .replace(' ', "")
                    .as_str(),
            ),
        };
        let message = ntlm.authenticate(&challenge, [0xaa; 8], 0);
        assert_eq!(message[64..80], bytes("86c35097ac9cec102554764a57cccc19"));
        assert_eq!(message[88..104], bytes("68cd0ab851e51c96aabc927bebef6a1c"));
    }

    #[test]
    fn a_user_name_can_contain_the_domain() {
        assert_eq!(split("D\\u"), ("u".to_owned(), "D".to_owned()));
        assert_eq!(split("u@d.test"), ("u".to_owned(), "d.test".to_owned()));
        assert_eq!(split("u"), ("u".to_owned(), String::new()));
    }

    #[test]
    fn a_malformed_challenge_does_not_panic() {
        for length in 0..48 {
            let mut message = [SIGNATURE.as_slice(), &2_u32.to_le_bytes(), &[0xff; 40]].concat();
            message.truncate(length);
            assert!(Challenge::parse(&message).is_none());
        }
    }
}
