use generated::zoom::update_user_status::{
    Action, ErrorCode, UpdateUserStatus, UpdateUserStatusResponse,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = generated::zoom::blocking::Client::new(
        generated::zoom::Credentials::new().oauth2(std::env::var("ZOOM_OAUTH2")?),
    );
    let request = UpdateUserStatus::new("user_id", Action::Deactivate);
    match client.send(request)? {
        UpdateUserStatusResponse::Ok => println!("200 OK"),
        UpdateUserStatusResponse::NoContent => println!("204 No Content"),
        UpdateUserStatusResponse::BadRequest(failure) => {
            match &failure.code {
                Some(ErrorCode::Code200) => eprintln!("error code 200: {failure}"),
                Some(ErrorCode::Code300) => eprintln!("error code 300: {failure}"),
                _ => eprintln!("{failure}"),
            }
        }
        UpdateUserStatusResponse::NotFound(failure) => {
            match &failure.code {
                Some(ErrorCode::Code1001) => eprintln!("error code 1001: {failure}"),
                _ => eprintln!("{failure}"),
            }
        }
        other => println!("{other:?}"),
    }
    Ok(())
}
